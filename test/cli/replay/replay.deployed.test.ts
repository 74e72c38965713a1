import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { addPublished } from "../../operate/deployed/support/deployed-lines.ts";
import { type FollowerAws, followerAws } from "../../operate/deployed/support/follower-aws.ts";
import { logStore } from "../../operate/deployed/support/log-store.ts";
import { type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import { type Started, startHookbridge } from "../support/start-hookbridge.ts";

const events = "arn:aws:events:eu-west-1:111122223333";
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:builds";
const rule = {
  Name: "acme-dev-consumers-builds",
  Arn: `${events}:rule/acme-dev-events/acme-dev-consumers-builds`,
  State: "ENABLED",
  EventPattern: '{"detail":{"entity":["message"]}}',
};

const logs = logStore();
let onCall: (operation: string) => void = () => {};
const follower: FollowerAws = followerAws((operation) => onCall(operation));
let aws: RecordedAws;

beforeAll(async () => {
  addPublished(logs, Date.now() - 30 * 60_000, 1);
  addPublished(logs, Date.now() - 60_000, 2);
  follower.addQueue("builds");
  aws = await recordedAws({
    ...stackAnswers(testBridge, "dev"),
    ...logs.answers,
    ...follower.answers,
    ListRules: ({ EventBusName }) => ({ Rules: EventBusName === "acme-dev-events" ? [rule] : [] }),
    ListTargetsByRule: () => ({ Targets: [{ Id: "queue", Arn: queueArn }] }),
    ListArchives: () => ({ Archives: [{ ArchiveName: "events", State: "ENABLED" }] }),
    DescribeArchive: () => ({ ArchiveName: "events", ArchiveArn: `${events}:archive/events` }),
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: "0" } }),
    SetQueueAttributes: () => ({}),
    StartReplay: () => ({ State: "STARTING" }),
    DescribeReplay: () => ({ State: "RUNNING" }),
    CancelReplay: () => ({ State: "CANCELLING" }),
  });
});
afterAll(() => aws.close());

/** `replay` as a process, in a folder without a configuration. */
const replay = (...words: readonly string[]): Started => {
  const args = ["replay", ...words, "--stage", "dev", "--name", "acme"];
  const run = startHookbridge(args, { cwd: tmpdir(), env: aws.variables });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  return run;
};

/** What a replay makes for a while. */
const temporary = (): readonly string[] =>
  [...follower.queues.keys(), ...follower.rules.keys()].filter((name) => name.includes("hookbridge-replay"));

describe("replay of one event of a deployed bridge as a process, with AWS answered by a recorded server", () => {
  it.each(["CreateQueue", "PutRule", "PutTargets"])(
    "leaves nothing when it is interrupted at %s, and ends with 130",
    async (operation) => {
      const run = replay("Ev1", "--subscription", "builds");
      let isInterrupted = false;
      onCall = (called) => {
        if (called !== operation || isInterrupted) return;
        isInterrupted = true;
        run.child.kill("SIGINT");
      };
      const { code } = await run.ended;
      onCall = () => {};
      expect([isInterrupted, code]).toEqual([true, 130]);
      expect(aws.calls.some((call) => call.operation === "DeleteQueue")).toBe(true);
      expect(temporary()).toEqual([]);
      expect(aws.calls.some((call) => call.operation === "StartReplay")).toBe(false);
    },
  );

  it("says in a dry run what would be done, and does nothing", async () => {
    const { code, out, err } = await replay("Ev1", "--subscription", "builds", "--dry-run").ended;
    expect([code, out]).toEqual([0, "1 event\n"]);
    expect(err).toContain("Only builds gets it, through a temporary rule and queue.");
    expect(temporary()).toEqual([]);
  });

  it.each([
    [["Ev1"], /^error: EventBridge can't send one event to all rules of a bus again/],
    [["Ev2", "--subscription", "builds"], /\n {2}next: {2}Do the same at \d{4}-\d\d-\d\dT[\d:]{8}Z\.\n$/],
    [
      ["Ev1", "--subscription", "none"],
      /error: There is no subscription none\.\n {2}next: {2}npx hookbridge/,
    ],
    [["Ev9", "--subscription", "builds"], /error: There is no event Ev9, or it is no longer kept\./],
  ])("%j is refused with what to do", async (words, says) => {
    const { code, out, err } = await replay(...words).ended;
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
  });
});
