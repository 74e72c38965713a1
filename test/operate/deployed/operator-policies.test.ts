import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { athenaNeeds, operatorPolicies } from "../../../src/operate/deployed/operator-policies.ts";
import { tailName, tailQueueName } from "../../../src/operate/deployed/tail/tail-names.ts";
import { charactersOf, managedPolicyCharacters } from "../../../src/stack/deployer/policy-parts.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The service of a client in IAM, where it has another name there. */
const services: Readonly<Record<string, string>> = {
  "cloudwatch-logs": "logs",
  eventbridge: "events",
  "secrets-manager": "secretsmanager",
};

/** The action of an operation, where it has another name in IAM. */
const actions: Readonly<Record<string, string>> = {
  "s3:HeadObject": "s3:GetObject",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
  "sqs:SendMessageBatch": "sqs:SendMessage",
};

/** Every operation of AWS that the commands on a deployed bridge call, as actions. */
function calledActions(): ReadonlySet<string> {
  const files = ["src/operate", "src/aws/dead-letters"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(root, folder, name), "utf8")),
  );
  const found = files.flatMap((text) =>
    Array.from(text.matchAll(/import\s*\{([^}]*)\}\s*from "@aws-sdk\/client-([\w-]+)"/g)).flatMap(
      ([, names = "", client = ""]) =>
        names.split(",").flatMap((name) => {
          const [, command, paginated] = /^(?:([A-Z]\w+)Command|paginate(\w+))$/.exec(name.trim()) ?? [];
          const operation = command ?? paginated;
          return operation === undefined ? [] : [`${services[client] ?? client}:${operation}`];
        }),
    ),
  );
  return new Set(found.map((action) => actions[action] ?? action));
}

const scope = {
  name: "hookbridge",
  stage: "prod",
  partition: "aws",
  region: "eu-west-1",
  account: "111122223333",
};
const policies = operatorPolicies(scope);

describe("the policies of an operator", () => {
  it("allow every call that the commands make, and nothing that none makes", () => {
    const allowed = Object.values(policies).flatMap(({ Statement }) =>
      Statement.flatMap(({ Action }) => Action),
    );
    const called = new Set([...calledActions(), ...Object.values(athenaNeeds).flat()]);
    expect([...new Set(allowed)].sort()).toEqual([...called].sort());
    expect(calledActions().size).toBeGreaterThan(30);
  });

  it("for reading neither make, change nor send anything, and read no secret", () => {
    const reading = policies.read.Statement.flatMap(({ Action }) => Action);
    const changes = reading.filter(
      (action) =>
        !/:(Describe|Filter|Get|List|StartQuery|StopQuery|TestEventPattern|ReceiveMessage)/.test(action),
    );
    // Looking at a dead letter hides it for a moment, and shows it again.
    expect(changes).toEqual(["sqs:ChangeMessageVisibility"]);
    expect(reading.filter((action) => /Secret(Value|s?$)|GetParameter/.test(action))).toEqual([
      "secretsmanager:ListSecrets",
    ]);
  });

  it("for following allow what tail names its rules and queues", () => {
    const [queues, rules] = policies.follow.Statement;
    const name = tailName("hookbridge-prod", Date.UTC(2026, 10, 30));
    const isIn = (pattern: string | undefined, arn: string): boolean =>
      new RegExp(`^${(pattern ?? "").replaceAll("*", ".*")}$`).test(arn);
    expect(isIn(queues?.Resource[0], `arn:aws:sqs:eu-west-1:111122223333:${tailQueueName(name, 0)}`)).toBe(
      true,
    );
    expect(isIn(rules?.Resource[0], `arn:aws:events:us-east-1:111122223333:rule/central/${name}`)).toBe(true);
    expect(isIn(queues?.Resource[0], "arn:aws:sqs:eu-west-1:111122223333:orders")).toBe(false);
  });

  it("fit in a managed policy each", () => {
    for (const policy of Object.values(policies))
      expect(charactersOf(policy)).toBeLessThan(managedPolicyCharacters);
  });

  it("stand in the docs as they are", () => {
    const page = readFileSync(join(root, "docs/operator-permissions.md"), "utf8");
    const blocks = Array.from(page.matchAll(/```json\n(.*?)```/gs), ([, text = ""]) => JSON.parse(text));
    expect(blocks).toEqual([
      policies.read,
      policies.follow,
      policies.change,
      policies.secrets,
      policies.lake,
    ]);
  });
});
