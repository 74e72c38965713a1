import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../src/local/server/runtime.ts";
import { until } from "../local/server/runtime-fixture.ts";
import { sendSigned, startExample } from "./run-example.ts";

let running: Runtime;
const lines: string[] = [];

beforeAll(async () => {
  running = await startExample("ticket-workflow", lines);
}, 60_000);

afterAll(() => running.close());

test("a new ticket starts the workflow, which tells a team", async () => {
  const set = { "/data/item/id": '"215471"' };
  await sendSigned(running, "helpdesk", { event: "ticket.created", set });
  await until(async () => lines.includes("executed  subscription=tickets"));
  expect(lines).toContain("tickets   shipping is told: New ticket 215471 of helpdesk");
});

test("one that is resolved already needs nobody", async () => {
  const before = lines.length;
  const set = { "/data/item/ticket_state": '"resolved"' };
  await sendSigned(running, "helpdesk", { event: "ticket.created", set });
  await until(async () => lines.slice(before).includes("executed  subscription=tickets"));
  expect(lines.slice(before).filter((line) => line.includes("is told"))).toEqual([]);
});
