import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../src/local/server/runtime.ts";
import { until } from "../local/server/runtime-fixture.ts";
import { sendSigned, startExample } from "./run-example.ts";

let running: Runtime;

beforeAll(async () => {
  running = await startExample("people-accounts");
}, 60_000);

afterAll(() => running.close());

/** The buses on which events of a delivery are. */
const busesOf = (delivery: string, count: number) =>
  until(async () => {
    const { items } = await running.bridge.events({ text: delivery });
    return items.length === count && items.map(({ bus, name }) => `${bus}: ${name}`).toSorted();
  });

test("a change of the pay is on the locked bus, and goes to payroll's account alone", async () => {
  const set = { "/employees/0/changedFields": '["Salary"]' };
  const id = await sendSigned(running, "hr", { event: "employee_with_fields.updated", set });
  // The second employee of this webhook is a new one.
  expect(await busesOf(id, 3)).toEqual([
    "payroll: employee_with_fields.updated",
    "people-restricted: employee_with_fields.updated",
    "people: employee_with_fields.created",
  ]);
});

test("time off stays open", async () => {
  const id = await sendSigned(running, "leave", { event: "time-off.created" });
  expect(await busesOf(id, 1)).toEqual(["people: time-off.created"]);
  await until(async () => (await running.bridge.subscription("time-off"))?.backlog === 1);
});
