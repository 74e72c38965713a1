import { expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { run, start, served } = besideBridge();
const range = "--bus engineering --from 2026-11-30T12:00:00Z --to 2026-11-30T12:05:00Z";

it("counts the events of a range, says what the range means, and how to send them", async () => {
  const { code, out, err } = await run(`replay ${range} --dry-run`);
  expect([code, out]).toEqual([0, "5 events\n"]);
  expect(err).toMatch(
    /^Events of the bus engineering whose own time is from 2026-11-30 12:00:00 UTC to 2026-11-30 12:05:00 UTC\.$/m,
  );
  expect(err).toMatch(
    /leave out --dry-run: npx hookbridge replay --bus engineering .*12:05:00Z --data-dir [^ ]+$/m,
  );
  expect(served().fake.changes).toEqual([]);
});

it("replays a range, and one event", async () => {
  expect(await run(`replay ${range}`)).toMatchObject({ code: 0, out: "Replay replay-2: 5 events.\n" });
  expect(await run("replay evt-dlv_0 --subscription builds")).toMatchObject({
    code: 0,
    out: "Replay replay-1: 1 event.\n",
  });
  expect(JSON.parse((await run(`replay ${range} --json`)).out)).toEqual({ replay: "replay-2", events: 5 });
  expect(served().fake.changes).toEqual(["replay", "replayEvent", "replay"]);
});

it("is stopped by Ctrl-C", async () => {
  const { bridge } = served().fake;
  const { replay } = bridge;
  const asked = new Promise<void>((resolve) => {
    bridge.replay = () => {
      resolve();
      return new Promise(() => {});
    };
  });
  const started = start(`replay ${range}`);
  await asked;
  started.child.kill("SIGINT");
  const { code, out } = await started.ended;
  bridge.replay = replay;
  expect([code, out]).toEqual([130, ""]);
});

it.each([
  ["replay", /needs the id of an event, or a bus and a time range/],
  ["replay --bus engineering", /needs the id/],
  ["replay --bus engineering --from 1h --to 2h", /not earlier/],
  ["replay --bus none --from 1h", /There is no bus none\.\n {2}next: {2}Name one: engineering/],
  ["replay evt-dlv_0 --bus engineering", /--bus is for a time range/],
  ["replay evt-none", /There is no event evt-none/],
  ["replay evt-none --dry-run", /There is no event evt-none/],
])("%s is wrong use", async (words, says) => {
  const { code, out, err } = await run(words);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(says);
});
