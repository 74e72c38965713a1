import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import {
  type Answers,
  AwsRefusal,
  type RecordedAws,
  recordedAws,
} from "../../operate/deployed/support/recorded-aws.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-remove-consumers-"));
const config = join(folder, "bridge.config.ts");
writeFileSync(
  config,
  `import { defineBridge } from "hookbridge";
   import { github } from "hookbridge/providers";
   export default defineBridge({ buses: { main: {} }, sources: { a: { provider: github, bus: "main" } } });`,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let aws: RecordedAws | undefined;
afterEach(async () => aws?.close());

/** How the command ends, and what it says, where AWS answers so. */
async function ended(answers: Answers): Promise<{ readonly code: number; readonly err: string }> {
  aws = await recordedAws(answers);
  const command = resolve(import.meta.dirname, "../../../src/cli/consumers/remove-consumers.ts");
  const args = [command, "--stage", "dev", "--region", "eu-west-1", "--config", config];
  const env = { ...process.env, ...aws.variables };
  return new Promise((done) => {
    execFile(process.execPath, args, { env }, (error, _, err) =>
      done({ code: Number(error?.code ?? 0), err }),
    );
  });
}

const refused = (): never => {
  throw new AwsRefusal("AccessDenied", "User: arn:aws:iam::1:user/u is not authorized to perform: it", 403);
};
const answer = (operation: string, inner: string): string =>
  `<${operation}Response xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><${operation}Result>${inner}</${operation}Result></${operation}Response>`;
const there = answer(
  "DescribeStacks",
  "<Stacks><member><StackName>hookbridge-dev-consumers</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>",
);

it("goes on without consumers where the credentials may not look for them", async () => {
  expect(await ended({ DescribeStacks: refused })).toEqual({
    code: 0,
    err: "Whether there is a stack hookbridge-dev-consumers, of consumers, could not be seen (AccessDenied). If so, it stays.\n",
  });
});

it("ends with 3 where AWS can't be asked for another reason", async () => {
  const throttled = (): never => {
    throw new AwsRefusal(
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      403,
    );
  };
  expect(await ended({ DescribeStacks: throttled })).toMatchObject({ code: 3 });
});

it("says that it could not compare, and names the command that prints the policy, where they may not remove it", async () => {
  const { code, err } = await ended({
    DescribeStacks: () => there,
    DeleteStack: refused,
    GetTemplate: refused,
  });
  expect(code).toBe(3);
  expect(err).toBe(
    [
      "",
      "Removing hookbridge-dev-consumers:",
      "- hookbridge-dev-consumers could not be read (AccessDenied), so nothing is compared.",
      "error: Your credentials may not do what the stack hookbridge-dev-consumers needs: User: arn:aws:iam::1:user/u is not authorized to perform: it",
      "  next:  `npx hookbridge policy` prints what they must be allowed to do.",
      "",
    ].join("\n"),
  );
});

it("says before it removes the stack what is lost, and how many messages wait", async () => {
  const subscriptions = {
    builds: { bus: "main", kind: "function", target: "consumers/builds.ts", pattern: "{}", paused: false },
  };
  const template = { Metadata: { HookbridgeConsumers: { subscriptions, lakes: {} } }, Resources: {} };
  let asked = 0;
  const { code, err } = await ended({
    DescribeStacks: () => {
      if (asked++ > 1) throw new AwsRefusal("ValidationError", "Stack does not exist");
      return there;
    },
    GetTemplate: () =>
      answer(
        "GetTemplate",
        `<TemplateBody>${JSON.stringify(template).replaceAll('"', "&quot;")}</TemplateBody>`,
      ),
    ListStackResources: (_, url) =>
      answer(
        "ListStackResources",
        `<StackResourceSummaries><member><LogicalResourceId>BuildsQueue</LogicalResourceId><PhysicalResourceId>${url}/1/builds</PhysicalResourceId></member></StackResourceSummaries>`,
      ),
    GetQueueAttributes: () => ({
      Attributes: { ApproximateNumberOfMessages: "2", ApproximateNumberOfMessagesNotVisible: "1" },
    }),
    DeleteStack: () => answer("DeleteStack", ""),
  });
  expect(code).toBe(0);
  expect(err).toContain('- Subscription "builds" is removed. Its queue and its dead-letter queue stay');
  expect(err).toContain(
    `- About 3 messages wait in ${aws?.url}/1/builds: SQS deletes each 14 days after it came.`,
  );
  expect(err).toMatch(/hookbridge-dev-consumers is removed\. Its queues and lakes' buckets stay/);
  expect(err.indexOf("About 3")).toBeLessThan(err.indexOf("is removed. Its queues and lakes"));
});
