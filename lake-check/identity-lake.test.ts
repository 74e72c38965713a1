import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeApp } from "../src/http/make-app.ts";
import { type Runtime, startRuntime } from "../src/local/server/runtime.ts";
import { askLocalLake, localLakes } from "../src/operate/lake/local-lake.ts";
import { queryValues } from "../src/operate/lake/query-values.ts";
import { lakeQueries } from "../src/stack/lake/lake-queries.ts";

const dataDirectory = mkdtempSync(join(tmpdir(), "hookbridge-identity-lake-"));
let running: Runtime;

beforeAll(async () => {
  running = await startRuntime({
    configFile: resolve(import.meta.dirname, "../examples/identity-lake/bridge.config.ts"),
    dataDirectory,
    port: 0,
    variables: {},
    now: Date.now,
    onLine: () => {},
    onEvent: () => {},
    makeApp,
  });
});
afterAll(async () => {
  await running.close();
  rmSync(dataDirectory, { recursive: true });
});

/** The rows of a saved query. */
async function rowsOf(name: string, given: Readonly<Record<string, string>>) {
  const query = lakeQueries().get(name);
  if (!query || !localLakes(dataDirectory).includes("identity")) return [];
  const values = queryValues(query, new Map(Object.entries(given)), Date.now());
  const lake = { dataDirectory, bus: "identity", project: import.meta.dirname };
  return (await askLocalLake(lake, { sql: query.sql, values })).rows;
}

it("failed sign-ins of two vendors are in one lake, and one query counts them", async () => {
  for (const [source, event] of [
    ["okta", "user.session.start"],
    ["okta", "user.session.start"],
    ["auth0", "fp"],
  ] as const)
    expect(await running.bridge.sample(source, { event })).toMatchObject({ sent: true, status: 200 });
  const counted = async () =>
    Object.fromEntries(
      (await rowsOf("failed-logins", { since: "2000-01-01", least: "1" })).map(([source, , failures]) => [
        source,
        Number(failures),
      ]),
    );
  await expect.poll(counted, { timeout: 60_000, interval: 500 }).toEqual({ "com.okta": 2, "com.auth0": 1 });
  const { length } = await rowsOf("duplicates", { since: "2000-01-01" });
  expect(length).toBe(0);
});
