import { expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { start, served } = besideBridge(4);

/** Resolves when the bridge is asked; its answer never comes. */
function neverAnswering(): Promise<void> {
  const { bridge } = served().fake;
  const { promise, resolve } = Promise.withResolvers<void>();
  bridge.sources = () => {
    resolve();
    return new Promise(() => {});
  };
  bridge.redrive = () => {
    resolve();
    return new Promise(() => {});
  };
  return promise;
}

it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends a command that waits at once, with 130",
  async (signal) => {
    const asked = neverAnswering();
    const started = start("sources");
    await asked;
    const before = Date.now();
    started.child.kill(signal);
    expect(await started.ended).toEqual({ code: 130, out: "", err: "" });
    expect(Date.now() - before).toBeLessThan(3_000);
  },
);

it("one that still has something to say says it", async () => {
  const asked = neverAnswering();
  const started = start("dead-letters redrive --yes");
  await asked;
  started.child.kill("SIGINT");
  const { code, out, err } = await started.ended;
  expect([code, out]).toEqual([130, "0 of 0 dead letters redriven.\n"]);
  expect(err).toMatch(/^It was stopped in the middle.*\nStopped\. The rest is where it was/);
});
