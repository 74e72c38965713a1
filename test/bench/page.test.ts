import { expect, it } from "vitest";
import { consumersTable, lakeQueryPrice } from "../../bench/page/consumer-costs.ts";
import { fixedTable } from "../../bench/page/costs.ts";

it("has what is paid by the month for so many sources, also where one stack can't hold all alarms", () => {
  const rows = fixedTable()
    .split("\n")
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()));
  expect(rows.map(([, sources]) => sources)).toEqual(["1", "5", "10", "50", "100"]);
  expect(rows.map(([, , usual]) => usual)).toEqual(rows.map(() => expect.stringMatching(/^\$[0-9.]+$/)));
  expect(rows.at(-1)?.[3]).toBe("more than one stack holds");
});

it("has what a subscription and a lake add to a million webhooks", async () => {
  const rows = (await consumersTable())
    .split("\n")
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()));
  expect(rows.map(([, what, ...dollars]) => [what, ...dollars.slice(0, 3)])).toEqual([
    // 3 million requests to its queue at $0.40, a million calls at $0.20, of 100 ms at a quarter of a GB; an alarm, and idle polls.
    ["`function`, 256 MB", "$1.73", "$0.53", "$0.36"],
    ["`queue`, which somebody reads", "$1.20", "$0.48", "$0.10"],
    ["`forward`", "$1.00", "$1.00", "$0.10"],
    ["`target`: an API destination", "$0.20", "$0.20", "$0.10"],
    ["`stateMachine`, any other `target`", "$0.00", "$0.00", "$0.10"],
    [
      "a lake of 30 days",
      expect.stringMatching(/^\$0\.\d\d$/),
      expect.stringMatching(/^\$0\.\d\d$/),
      "$0.40",
    ],
  ]);
  expect(await lakeQueryPrice()).toMatch(/^\$0\.00\d\d$/);
});
