import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { addRefused } from "../../operate/deployed/support/deployed-lines.ts";
import { type FollowerAws, followerAws } from "../../operate/deployed/support/follower-aws.ts";
import { logStore } from "../../operate/deployed/support/log-store.ts";
import { type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import { type Started, startHookbridge } from "../support/start-hookbridge.ts";

const logs = logStore();
let onCall: (operation: string) => void = () => {};
const follower: FollowerAws = followerAws((operation) => onCall(operation));
let aws: RecordedAws;

beforeAll(async () => {
  aws = await recordedAws({ ...stackAnswers(testBridge, "dev"), ...logs.answers, ...follower.answers });
});
afterAll(() => aws.close());

/** `tail` as a process, in a folder without a configuration. */
const tail = (...flags: readonly string[]): Started => {
  const args = ["tail", "--stage", "dev", "--name", "acme", ...flags];
  const run = startHookbridge(args, { cwd: tmpdir(), env: aws.variables });
  onTestFinished(() => void run.child.kill("SIGKILL"));
  return run;
};

const left = (): readonly string[] => [...follower.queues.keys(), ...follower.rules.keys()];

describe("tail of a deployed bridge as a process, with AWS answered by a recorded server", () => {
  it("prints what comes, one JSON a line, and leaves nothing at Ctrl-C, also where npm passes it on again", async () => {
    const run = tail("--json");
    await run.until("err", "Following acme");
    await expect.poll(() => follower.rules.size, { timeout: 20_000 }).toBe(2);
    addRefused(logs, Date.now(), 7);
    await run.until("out", "req_7");
    expect(left()).toHaveLength(4);
    run.child.kill("SIGINT");
    run.child.kill("SIGINT");
    const { code, out } = await run.ended;
    expect(code).toBe(130);
    const lines = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      {
        id: expect.any(String),
        kind: "request",
        row: expect.objectContaining({ id: "req_7", outcome: "refused" }),
      },
    ]);
    expect(left()).toEqual([]);
  });

  it.each(["ListQueues", "CreateQueue", "PutRule", "PutTargets", "ReceiveMessage"])(
    "leaves nothing when it is interrupted at %s, in the middle of setting up",
    async (operation) => {
      const run = tail();
      let isInterrupted = false;
      onCall = (called) => {
        if (called !== operation || isInterrupted) return;
        isInterrupted = true;
        run.child.kill("SIGINT");
      };
      const { code } = await run.ended;
      onCall = () => {};
      expect([isInterrupted, code]).toEqual([true, 130]);
      expect(left()).toEqual([]);
    },
  );

  it("ends with 2 and EventBridge's words for a pattern that it does not take", async () => {
    const { code, out, err } = await tail("--pattern", '{"detail":{"type":[{"prefixx":"a"}]}}').ended;
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("error: EventBridge does not take this pattern: Event pattern is not valid.");
    expect(err).toContain("next:  Try it with: npx hookbridge pattern test --stage dev");
    expect(left()).toEqual([]);
  });
});
