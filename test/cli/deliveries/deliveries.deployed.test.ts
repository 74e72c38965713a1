import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addPublished, addRefused, deliveryId } from "../../operate/deployed/support/deployed-lines.ts";
import { logStore } from "../../operate/deployed/support/log-store.ts";
import { AwsRefusal, type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import type { Ended } from "../support/run-hookbridge.ts";
import { type Started, startHookbridge } from "../support/start-hookbridge.ts";

const logs = logStore(2);
let refusal: AwsRefusal | undefined;
/** Called at each look at a query, which then goes on without end. */
let onPoll: (() => void) | undefined;
let aws: RecordedAws;

beforeAll(async () => {
  const now = Date.now();
  addPublished(logs, now - 3_600_000, 1);
  addRefused(logs, now - 1_800_000, 1);
  const refuse = (): void => {
    if (refusal) throw refusal;
  };
  const stack = stackAnswers(testBridge, "dev");
  aws = await recordedAws({
    ...stack,
    ...logs.answers,
    GetQueryResults(input, url) {
      if (!onPoll) return logs.answers.GetQueryResults?.(input, url) ?? {};
      onPoll();
      return { status: "Running", results: [] };
    },
    DescribeStacks(input, url) {
      refuse();
      return stack.DescribeStacks?.(input, url) ?? {};
    },
  });
});
afterAll(() => aws.close());

/** `deliveries` as a process, in a folder without a configuration. */
const started = (...words: readonly string[]): Started =>
  startHookbridge(["deliveries", ...words, "--name", "acme"], {
    cwd: tmpdir(),
    env: { ...aws.variables, NO_COLOR: "1" },
  });
const deliveries = (...words: readonly string[]): Promise<Ended> => started(...words).ended;

describe("deliveries of a deployed bridge as a process, with AWS answered by a recorded server", () => {
  it("lists them as JSON, with what was read", async () => {
    const { code, out, err } = await deliveries("--stage", "dev", "--json");
    expect([code, err]).toEqual([0, ""]);
    const page = JSON.parse(out);
    expect(page.items.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual([
      ["req_1", "refused"],
      [deliveryId(1), "published"],
    ]);
    expect(page).toMatchObject({ total: null, read: { complete: true, bytesScanned: expect.any(Number) } });
  });

  it("shows the steps of one, and says what a deployed bridge does not keep", async () => {
    const { code, out } = await deliveries("show", "req_1", "--stage", "dev");
    expect(code).toBe(0);
    expect(out).toContain("signature-mismatch: no key matches");
    const json = await deliveries("show", deliveryId(1), "--stage", "dev", "--json");
    expect(JSON.parse(json.out)).toMatchObject({
      outcome: "published",
      explainable: false,
      steps: expect.any(Array),
    });
  });

  it("ends with 2 for a stage that does not exist, and names those that do", async () => {
    const { code, out, err } = await deliveries("--stage", "prod");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toBe(
      "error: There is no stack acme-prod in eu-west-1.\n  next:  Check --stage, --region and --profile. Bridges in eu-west-1 of this account: acme-dev.\n",
    );
  });

  it("ends with 3 for credentials that have expired, and says how to renew them", async () => {
    refusal = new AwsRefusal("ExpiredToken", "The security token included in the request is expired", 403);
    const { code, out, err } = await deliveries("--stage", "dev");
    refusal = undefined;
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain(
      "error: The AWS credentials have expired, so it can't read the stack acme-dev in eu-west-1.",
    );
    expect(err).toContain("next:  Log in again: aws sso login");
    expect(err).not.toContain("    at ");
  });

  it("stops the query in AWS when it is interrupted, and ends with 130", async () => {
    const run = started("--stage", "dev");
    onPoll = () => void run.child.kill("SIGINT");
    const { code, out } = await run.ended;
    onPoll = undefined;
    expect([code, out]).toEqual([130, ""]);
    expect(logs.stopped).toEqual([`query-${logs.queries.length}`]);
  });

  it("finds those that carried an event of a type", async () => {
    const { code, out } = await deliveries("--stage", "dev", "--type", "com.slack.message.*", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out).items).toMatchObject([{ id: deliveryId(1) }]);
    const none = await deliveries("--stage", "dev", "--type", "com.slack.other", "--json");
    expect(JSON.parse(none.out).items).toEqual([]);
  });
});
