import { expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { run, served } = besideBridge();

it("lists them with what waits", async () => {
  const { code, out, err } = await run("subscriptions");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^builds +engineering +healthy +0 +0 +function consumers\/builds\.ts +\{"source"/m);
  expect(out).toMatch(/^opens +engineering +behind +1,200 +queue$/m);
  expect(JSON.parse((await run("subscriptions list --json")).out)).toMatchObject([
    { name: "builds" },
    { name: "opens" },
  ]);
});

it("says what keeps one from running, beside the list", async () => {
  const { bridge } = served().fake;
  const { subscriptions } = bridge;
  const note = "consumers/builds.ts can't be bundled: Unexpected end of file (line 3)";
  bridge.subscriptions = async () => (await subscriptions()).map((row) => ({ ...row, note }));
  const { code, out, err } = await run("subscriptions");
  expect([code, out.includes(note)]).toEqual([0, false]);
  expect(err).toBe(`builds: ${note}\nopens: ${note}\n`);
  expect((await run("subscriptions --json")).err).toBe("");
  bridge.subscriptions = subscriptions;
});

it("shows how many events fail, and the last error", async () => {
  const { bridge } = served().fake;
  const { subscriptions } = bridge;
  const lastError = { at: "2026-11-30T12:00:00.000Z", reason: "TypeError: no" };
  bridge.subscriptions = async () =>
    (await subscriptions()).slice(0, 1).map((row) => ({ ...row, state: "failing", failed: 3, lastError }));
  const { out, err } = await run("subscriptions");
  expect(out).toMatch(/^SUBSCRIPTION +BUS +STATE +WAITING +FAILED +DEAD LETTERS/);
  expect(out).toMatch(/^builds +engineering +failing +0 +3 +0 +function/m);
  expect(err).toBe("builds: TypeError: no (2026-11-30 12:00:00.000 UTC)\n");
  bridge.subscriptions = subscriptions;
});

it("pauses and resumes one", async () => {
  expect((await run("subscriptions pause builds")).out).toMatch(/^builds +engineering +paused/m);
  expect(JSON.parse((await run("subscriptions resume builds --json")).out)).toMatchObject({
    state: "healthy",
  });
  expect(served().fake.changes).toEqual(["paused builds", "healthy builds"]);
});

it("pauses one without a queue only when told to", async () => {
  const { bridge, changes } = served().fake;
  const { subscription } = bridge;
  bridge.subscription = async (name) => {
    const row = await subscription(name);
    return row && { ...row, hasQueue: false };
  };
  const before = changes.length;
  const { code, err } = await run("subscriptions pause builds");
  expect(code).toBe(2);
  expect(err).toMatch(/no queue of its own.*\n {2}next: .*subscriptions pause builds .*--yes$/m);
  expect(changes.length).toBe(before);
  expect((await run("subscriptions pause builds --yes")).code).toBe(0);
  bridge.subscription = subscription;
});

it("names the list for one that is not there", async () => {
  const { code, err } = await run("subscriptions resume none");
  expect(code).toBe(2);
  expect(err).toMatch(/There is no subscription "none"\.\n {2}next: {2}npx hookbridge subscriptions list/);
});
