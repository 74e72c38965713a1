import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";
import { runHookbridge } from "../support/run-hookbridge.ts";

const empty = mkdtempSync(join(tmpdir(), "hookbridge-connect-"));
afterAll(() => rmSync(empty, { recursive: true, force: true }));

/** Calls of each command that speaks to a running bridge. */
const calls: readonly (readonly string[])[] = [
  ["sources"],
  ["tail"],
  ["deliveries"],
  ["deliveries", "show", "dlv_1"],
  ["dead-letters"],
  ["dead-letters", "show", "1"],
  ["dead-letters", "redrive", "--yes"],
  ["dead-letters", "discard", "--dry-run"],
  ["replay", "1"],
  ["subscriptions"],
  ["subscriptions", "pause", "builds"],
  ["pattern", "test", "{}", "--event", "1"],
];

describe("where no bridge runs", () => {
  it.each(calls.map((words) => [words.join(" "), words] as const))(
    "%s says so with the next command",
    (_, words) => {
      const { code, out, err } = runHookbridge(words, { cwd: empty });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toBe(
        "error: No bridge runs here: there is no running.json in .hookbridge.\n" +
          "  next:  Start it in the folder of bridge.config.ts: npx hookbridge start. For a deployed bridge, name its stage: --stage dev\n",
      );
    },
  );
});

it.each(["--region", "--profile", "--name"])("%s without a stage is refused", (flag) => {
  const { code, err } = runHookbridge(["sources", flag, "x"], { cwd: empty });
  expect(code).toBe(2);
  expect(err).toContain(`next:  Name it: --stage dev ${flag} x`);
});

describe("a bridge that began before its configuration changed", () => {
  const { run } = besideBridge(4, { outdated: "adds the source shop" });

  it("says so on stderr with every command, and the data is what it was", async () => {
    const { code, out, err } = await run("sources --json");
    expect(code).toBe(0);
    expect(JSON.parse(out).length).toBeGreaterThan(0);
    expect(err).toBe(
      "The running bridge has an older configuration. The newer one adds the source shop. Start it again to use that.\n",
    );
  });
});
