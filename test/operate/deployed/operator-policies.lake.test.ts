import { describe, expect, it } from "vitest";
import { operatorPolicies } from "../../../src/operate/deployed/operator-policies.ts";
import { lakeNamesOf } from "../../../src/stack/lake/lake-names.ts";
import { isAllowed } from "../../support/simulated.ts";

const [region, account] = ["eu-west-1", "111122223333"];
const { lake } = operatorPolicies({ name: "hookbridge", stage: "prod", partition: "aws", region, account });
const arn = (service: string, rest: string): string => `arn:aws:${service}:${region}:${account}:${rest}`;
const { workgroup, database } = lakeNamesOf("identity", {
  prefix: "hookbridge-prod",
  busPrefix: "hookbridge-prod-",
});
const other = lakeNamesOf("identity", { prefix: "hookbridge-dev", busPrefix: "hookbridge-dev-" });
/** As CloudFormation names it. */
const bucket = "arn:aws:s3:::hookbridge-prod-consumers-identitylakebucket-1a2b3c";

const readerMay = (action: string, resource: string): Promise<boolean> =>
  isAllowed({ principal: `arn:aws:iam::${account}:user/reader`, action, resource, identityPolicies: [lake] });

describe("who may query lakes", () => {
  it.each([
    ["athena:StartQueryExecution", arn("athena", `workgroup/${workgroup}`)],
    ["athena:GetQueryResults", arn("athena", `workgroup/${workgroup}`)],
    ["athena:StopQueryExecution", arn("athena", `workgroup/${workgroup}`)],
    ["glue:GetTable", arn("glue", "catalog")],
    ["glue:GetTable", arn("glue", `database/${database}`)],
    ["glue:GetTable", arn("glue", `table/${database}/events`)],
    ["glue:GetPartitions", arn("glue", `table/${database}/lines`)],
    ["s3:GetBucketLocation", bucket],
    ["s3:ListBucket", bucket],
    ["s3:GetObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:GetObject", `${bucket}/results/1.csv`],
    ["s3:PutObject", `${bucket}/results/1.csv`],
  ])("may %s on %s", async (action, resource) => {
    expect(await readerMay(action, resource)).toBe(true);
  });

  it.each([
    ["athena:StartQueryExecution", arn("athena", `workgroup/${other.workgroup}`)],
    ["athena:StartQueryExecution", arn("athena", "workgroup/primary")],
    ["athena:UpdateWorkGroup", arn("athena", `workgroup/${workgroup}`)],
    ["glue:GetTable", arn("glue", `table/${other.database}/events`)],
    ["glue:UpdateTable", arn("glue", `table/${database}/events`)],
    ["s3:PutObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:DeleteObject", `${bucket}/events/day=2026-11-30/1.gz`],
    ["s3:GetObject", `${bucket}/failed/1`],
    ["s3:GetObject", "arn:aws:s3:::hookbridge-prod-claimbucket-1a2b3c/claims/1"],
    ["s3:GetObject", "arn:aws:s3:::hookbridge-dev-consumers-identitylakebucket-1a2b3c/events/1"],
    ["sqs:ReceiveMessage", arn("sqs", "hookbridge-prod-consumers-IdentityLakeDeadLetters-1a2b")],
  ])("may not %s on %s", async (action, resource) => {
    expect(await readerMay(action, resource)).toBe(false);
  });
});
