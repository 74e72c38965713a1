/** `secrets --stage` as a process, against a recorded server that answers with AWS's shapes. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsRefusal, type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { configWith, makeProject } from "../support/make-project.ts";
import type { Ended } from "../support/run-hookbridge.ts";
import { runBeside } from "../support/start-hookbridge.ts";

const secret = "Zk3-unlikely-text-of-a-secret-8841";
const minute = 60_000;

/** Parameter Store with one value for each name, CloudFormation, CloudWatch. */
function answersFor(values: Map<string, { value: string; version: number; at: number }>) {
  return {
    GetParameters: ({ Names }: Readonly<Record<string, unknown>>) => ({
      Parameters: (Names as string[]).flatMap((Name) => {
        const found = values.get(Name);
        return found
          ? [{ Name, Value: found.value, Version: found.version, LastModifiedDate: found.at / 1_000 }]
          : [];
      }),
    }),
    PutParameter: ({ Name, Value }: Readonly<Record<string, unknown>>) => {
      if (String(Value).includes("refuse-me"))
        throw new AwsRefusal("ValidationException", `Value '${String(Value)}' failed to satisfy constraint`);
      const version = (values.get(String(Name))?.version ?? 0) + 1;
      values.set(String(Name), { value: String(Value), version, at: Date.now() });
      return { Version: version };
    },
    DescribeStacks: () => {
      throw new AwsRefusal("ValidationError", "Stack with id hooks-dev does not exist");
    },
    GetMetricData: () => ({
      MetricDataResults: [
        { Id: "m0", Timestamps: [(Date.now() - 10 * minute) / 1_000], Values: [3] },
        { Id: "m1", Timestamps: [(Date.now() - 120 * minute) / 1_000], Values: [1] },
      ],
    }),
  };
}

let aws: RecordedAws;
let project: ReturnType<typeof makeProject>;
let values: Map<string, { value: string; version: number; at: number }>;
beforeEach(async () => {
  values = new Map();
  aws = await recordedAws(answersFor(values));
  project = makeProject(
    configWith(
      { code: "github", shop: "stripe" },
      'name: "hooks", stages: { prod: { deployment: { secrets: { encryptionKey: "arn:aws:kms:eu-west-1:111122223333:key/k" } } } },',
    ),
  );
});
afterEach(async () => {
  await aws.close();
  project.remove();
});

const run = (words: string, input = ""): Promise<Ended> =>
  runBeside(["secrets", ...words.split(" ")], { cwd: project.folder, input, env: aws.variables });
const puts = () =>
  aws.calls.filter(({ operation }) => operation === "PutParameter").map(({ input }) => input);

describe("secrets of a stage", () => {
  it("are stored under the stage's name in its region, with its key", async () => {
    const { code, out, err } = await run("set code --stage prod", secret);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(/in the SSM parameter \/hooks\/prod\/code in eu-west-1\. The functions look for it/);
    expect(err).toMatch(/There is no stack hooks-prod in eu-west-1 yet\./);
    expect(puts()).toEqual([
      {
        Name: "/hooks/prod/code",
        Value: JSON.stringify([secret]),
        Type: "SecureString",
        Overwrite: false,
        KeyId: "arn:aws:kms:eu-west-1:111122223333:key/k",
      },
    ]);
  });

  it("are rotated by what CloudWatch counts", async () => {
    values.set("/hooks/dev/code", { value: '["old"]', version: 1, at: 0 });
    expect((await run("rotate code --stage dev", secret)).code).toBe(0);
    const stored = values.get("/hooks/dev/code");
    expect(stored?.value).toBe(JSON.stringify([secret, "old"]));
    if (stored) stored.at = Date.now() - 300 * minute;
    const state = await run("rotate code --state --stage dev --json");
    expect([state.code, JSON.parse(state.out)]).toMatchObject([
      0,
      { phase: "finished", from: "the metrics of the stack" },
    ]);
    expect((await run("rotate code --finish --stage dev")).code).toBe(0);
    expect(values.get("/hooks/dev/code")?.value).toBe(JSON.stringify([secret]));
  });

  it("are listed and checked in one call", async () => {
    values.set("/hooks/dev/code", {
      value: "plain-text-with-a-line-break\n",
      version: 1,
      at: Date.now() - 90_000_000,
    });
    values.set("/hooks/dev/shop", { value: `"${secret}"`, version: 1, at: 0 });
    const list = await run("list --stage dev");
    expect(list.out).toMatch(
      /^code +github +set +1 +1 d ago +the SSM parameter \/hooks\/dev\/code in eu-west-1$/m,
    );
    const { code, out } = await run("check --stage dev --json");
    expect([code, JSON.parse(out).findings]).toMatchObject([
      1,
      [{ source: "shop", problem: "quotes", command: "npx hookbridge secrets set shop --stage dev" }],
    ]);
    expect(aws.calls.filter(({ operation }) => operation === "GetParameters")).toHaveLength(2);
    expect(`${list.out}${list.err}${out}`).not.toContain(secret);
  });

  it("end with 3 where AWS refuses, and nothing of its sentence is passed on", async () => {
    for (const debug of ["", "1"]) {
      const { code, out, err } = await runBeside(["secrets", "set", "code", "--stage", "dev"], {
        cwd: project.folder,
        input: `refuse-me-${secret}`,
        env: { ...aws.variables, ...(debug && { HOOKBRIDGE_DEBUG: debug }) },
      });
      expect([code, out]).toEqual([3, ""]);
      expect(err).toMatch(
        /could not be stored in the parameter \/hooks\/dev\/code in eu-west-1 \(ValidationException\)/,
      );
      expect(err).not.toContain(secret);
      expect(err).not.toContain("failed to satisfy");
    }
  });

  it("end with 3 where nobody answers, and with 2 where a local file is named too", async () => {
    const env = { ...aws.variables, AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" };
    const alone = await runBeside(["secrets", "list", "--stage", "dev"], { cwd: project.folder, env });
    expect([alone.code, alone.err]).toEqual([3, expect.stringMatching(/^error: .*read the secrets/)]);
    expect((await run("list --stage dev --secrets mine.json")).code).toBe(2);
  });
});
