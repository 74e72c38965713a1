import { afterAll, beforeAll, expect, it } from "vitest";
import type { Runtime } from "../src/local/server/runtime.ts";
import { askLocalLake } from "../src/operate/lake/local-lake.ts";
import { queryValues } from "../src/operate/lake/query-values.ts";
import { lakeQueries } from "../src/stack/lake/lake-queries.ts";
import { exampleDirectory, sendSigned, startExample } from "../test/examples/run-example.ts";

let running: Runtime;
const directory = exampleDirectory("identity-lake");

beforeAll(async () => {
  running = await startExample("identity-lake", [], directory);
});
afterAll(() => running.close());

it("of examples/identity-lake, the query finds who failed to sign in, at any vendor", async () => {
  await sendSigned(running, "customers", { event: "fp" });
  await sendSigned(running, "partners", { event: "authentication.password_failed" });
  const query = lakeQueries().get("failed-logins");
  if (!query) throw new Error("There is no such query.");
  const values = queryValues(query, new Map([["least", "1"]]), Date.now());
  const place = { dataDirectory: directory, bus: "identity", project: import.meta.dirname };
  // Until something is written, there is nothing that DuckDB could read.
  const sources = () =>
    askLocalLake(place, { sql: query.sql, values }).then(
      ({ columns, rows }) => rows.map((row) => row[columns.indexOf("source")]).toSorted(),
      () => [],
    );
  await expect.poll(sources, { timeout: 60_000, interval: 500 }).toEqual(["com.auth0", "com.workos"]);
});
