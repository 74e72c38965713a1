import { rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../test/cli/support/make-project.ts";
import { runHookbridge } from "../test/cli/support/run-hookbridge.ts";
import { type Started, startHookbridge } from "../test/cli/support/start-hookbridge.ts";

const { folder, remove } = makeProject(`import { defineBridge } from "hookbridge";
import { github, okta } from "hookbridge/providers";
export default defineBridge({
  buses: { identity: { lake: { days: 30 } }, engineering: {} },
  sources: { okta: { provider: okta, bus: "identity" }, "acme-github": { provider: github, bus: "engineering" } },
});
`);
let bridge: Started;

beforeAll(async () => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(join(import.meta.dirname, "node_modules"), join(folder, "node_modules"));
  bridge = startHookbridge(["start", "--port", "0"], { cwd: folder });
  await bridge.until("out", /ready http/);
});
afterAll(async () => {
  bridge.child.kill("SIGTERM");
  await bridge.ended;
  rmSync(join(folder, "node_modules"));
  remove();
});

it("a signed delivery is in the lake of its bus, and a query finds it", async () => {
  for (const source of ["okta", "acme-github"])
    expect(runHookbridge(["send", source], { cwd: folder })).toMatchObject({ code: 0 });
  const ask = (...words: readonly string[]) => runHookbridge(["lake", ...words], { cwd: folder });
  await expect
    .poll(() => ask("events-per-day", "--set", "since=2000-01-01", "--json").out, { timeout: 30_000 })
    .toContain("com.okta");
  const { out, err, code } = ask("events-per-day", "--set", "since=2000-01-01", "--json");
  expect([code, err]).toEqual([0, ""]);
  const rows: readonly { source: string }[] = JSON.parse(out);
  expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["com.okta"]));
  const table = ask("slowest-vendors");
  expect(table.out).toMatch(/^source +events +p95_seconds +most_seconds\ncom\.okta +\d+/);
  writeFileSync(
    join(folder, "own.sql"),
    "SELECT bridgesource, count(*) AS events FROM events GROUP BY bridgesource",
  );
  expect(JSON.parse(ask("--file", "own.sql", "--json").out)).toEqual([
    { bridgesource: "okta", events: String(rows.length) },
  ]);
});
