import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BridgeEvent } from "../../src/consumer/index.ts";
import type { Runtime } from "../../src/local/server/runtime.ts";
import { until } from "../local/server/runtime-fixture.ts";
import { exampleDirectory, sendSigned, startExample } from "./run-example.ts";

let running: Runtime;
const directory = exampleDirectory("identity-lake");

beforeAll(async () => {
  running = await startExample("identity-lake", [], directory);
}, 60_000);

afterAll(() => running.close());

function lakeEvents(): readonly BridgeEvent[] {
  const events = join(directory, "lake/identity/events");
  const days = readdirSync(events).flatMap((day) =>
    readdirSync(join(events, day)).map((file) => join(events, day, file)),
  );
  return days
    .filter((file) => file.endsWith(".gz"))
    .flatMap((file) => gunzipSync(readFileSync(file)).toString().trim().split("\n"))
    .map((line) => JSON.parse(line).detail as BridgeEvent);
}

test("failed sign-ins of two vendors are in the lake by one name", async () => {
  await sendSigned(running, "auth0", { event: "fp" });
  await sendSigned(running, "okta", { event: "user.session.start" });
  const failed = () => lakeEvents().filter(({ entity, action }) => entity === "login" && action === "failed");
  const found = await until(async () => {
    try {
      return failed().length >= 2 && failed();
    } catch {
      // Nothing is written yet.
      return false;
    }
  });
  expect(found.map(({ bridgesource }) => bridgesource).toSorted()).toEqual(["auth0", "okta"]);
});
