/** The commands with `--stage`: a bridge that was really built, and a recorded server that answers the AWS SDK with AWS's shapes. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { client, messages, queue, region, server } from "../local/aws/eventbridge/eventbridge-fixture.ts";
import { addPublished, addRefused, deliveryId } from "../operate/deployed/support/deployed-lines.ts";
import { followerAws } from "../operate/deployed/support/follower-aws.ts";
import { logStore } from "../operate/deployed/support/log-store.ts";
import { type Answers, type RecordedAws, recordedAws } from "../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../operate/deployed/support/recorded-stack.ts";
import { serveFake } from "../support/bridge/serve-fake.ts";
import { type Started, startHookbridge } from "./support/start-hookbridge.ts";

const empty = mkdtempSync(join(tmpdir(), "hookbridge-stage-"));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

/** AWS for one test. @returns it, and what starts a command for the stage */
async function stage(
  answers: Answers,
): Promise<{ readonly aws: RecordedAws; start(words: string): Started }> {
  const aws = await recordedAws({ ...stackAnswers(testBridge, "dev"), ...answers });
  onTestFinished(() => aws.close());
  const start = (words: string): Started =>
    startHookbridge([...words.split(" "), "--stage", "dev", "--name", "acme"], {
      cwd: empty,
      env: aws.variables,
    });
  return { aws, start };
}

const minuteAgo = Date.now() - 60_000;

describe("deliveries of a stage, with a recorded server", () => {
  it("lists what came out of the logs, says how far they were read, and shows one", async () => {
    const logs = logStore();
    addPublished(logs, minuteAgo, 1);
    addRefused(logs, minuteAgo + 1_000, 1);
    const { start } = await stage(logs.answers);
    const list = await start("deliveries --from 1h").ended;
    expect(list.code).toBe(0);
    expect(list.out).toMatch(/req_1 +\S+ +refused +401/);
    expect(list.out).toMatch(new RegExp(`${deliveryId(1)} +acme-slack +published`));
    expect(list.err).toMatch(/^Read from \d{4}-.* to \d{4}-.* UTC/);
    const shown = await start(`deliveries show ${deliveryId(1)}`).ended;
    expect(shown.out).toMatch(/Steps\n/);
    expect(shown.code).toBe(0);
  });

  it("prints the page of the interface as JSON", async () => {
    const logs = logStore();
    addPublished(logs, minuteAgo, 1);
    const { start } = await stage(logs.answers);
    const { out } = await start("deliveries --from 1h --json").ended;
    expect(JSON.parse(out)).toMatchObject({
      items: [{ id: deliveryId(1), outcome: "published" }],
      read: { complete: true },
    });
  });
});

describe("tail of a stage, with a recorded server", () => {
  const envelope = `{"version":"0","id":"e-1","detail-type":"message.channels","source":"com.slack","account":"111122223333","time":"2026-11-30T12:00:00Z","region":"eu-west-1","resources":[],"detail":{"specversion":"1.0","id":"ev1","type":"com.slack.message","bridgesource":"acme-slack","deliveryid":"${deliveryId(1)}","data":{"ts":12345678901234567890}}}`;

  it("follows through a queue and rules, forwards to the bridge here, and leaves nothing at Ctrl-C", async () => {
    await client.send(new CreateEventBusCommand({ Name: "events" }));
    await client.send(
      new PutRuleCommand({ Name: "all", EventBusName: "events", EventPattern: '{"source":["com.slack"]}' }),
    );
    await client.send(
      new PutTargetsCommand({ Rule: "all", EventBusName: "events", Targets: [{ Id: "q", Arn: queue }] }),
    );
    const here = await serveFake(0, { eventBridge: { url: server.url, region, busPrefix: "" } });
    onTestFinished(() => here.close());
    const follower = followerAws();
    const { start } = await stage({ ...follower.answers, ...logStore().answers });
    const started = start(`tail --json --forward-to ${here.url}`);
    await started.until("err", "Events are forwarded to hookbridge at");
    await expect
      .poll(() => [...follower.rules.values()].filter(({ targets }) => targets.length > 0).length, {
        timeout: 20_000,
      })
      .toBe(2);
    const [first = ""] = [...follower.queues.keys()].sort();
    follower.send(first, envelope, Date.now());
    await started.until("out", '"kind":"event"');
    await expect.poll(() => messages.length, { timeout: 20_000 }).toBe(1);
    started.child.kill("SIGINT");
    const { code, out } = await started.ended;
    expect(code).toBe(130);
    expect(out).toContain('"ts":12345678901234567890');
    expect(messages[0]?.body).toContain('"ts":12345678901234567890');
    expect([follower.rules.size, follower.queues.size]).toEqual([0, 0]);
  }, 60_000);

  it("says that a bridge to forward to is not there before it makes anything", async () => {
    const follower = followerAws();
    const { aws, start } = await stage(follower.answers);
    const { code, err } = await start("tail --forward-to http://127.0.0.1:9").ended;
    expect(code).toBe(2);
    expect(err).toMatch(/No bridge answers at http:\/\/127\.0\.0\.1:9\./);
    expect(aws.calls).toEqual([]);
  });
});

it("a stage that is not deployed, and AWS that does not answer, are told with the next step", async () => {
  const { aws, start } = await stage({});
  const missing = startHookbridge(["sources", "--stage", "prod", "--name", "acme"], {
    cwd: empty,
    env: aws.variables,
  });
  const { code, out, err } = await missing.ended;
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/^error: .*acme-prod.*\n {2}next: /s);
  await aws.close();
  const unreachable = await start("sources").ended;
  expect(unreachable.code).toBe(3);
  expect(unreachable.err).toMatch(/^error: .*\n(.*\n)? {2}next: /);
}, 60_000);
