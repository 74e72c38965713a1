import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { alarmPage, documentedAlarms } from "../../../src/cli/gen/alarm-page.ts";
import { github } from "../../../src/providers/index.ts";
import { SimulatedCloudWatch } from "../../stack/support/cloudwatch/simulated-cloudwatch.ts";
import { orderedStackOf, stackOf } from "../../stack/support/stack-of.ts";

const ids = new Set(documentedAlarms(github).map(({ alarm }) => alarm.id));
const page = alarmPage(github);

it("has every alarm of a stack, with its section and its row", () => {
  const stacks = [
    stackOf(
      { alarms: { perSource: true } },
      { forwardTo: ["arn:aws:events:eu-west-1:444455556666:event-bus/central"] },
    ),
    stackOf({ frontDoor: { kind: "rest-api", firewall: { requestsPerAddress: 2_000 } } }),
    orderedStackOf({}),
  ];
  const deployed = stacks
    .flatMap((stack) => new SimulatedCloudWatch(stack).alarms)
    .map((id) =>
      id.replace(/^AcmeDash(github|slack)/, "AcmeDashsource").replace(/^EventsBus/, "AcmeDashbusBus"),
    );
  expect(deployed.filter((id) => !ids.has(id))).toEqual([]);
  expect(page.match(/^\| `/gm)).toHaveLength(documentedAlarms(github).length);
  expect(page.match(/^### `/gm)).toHaveLength(documentedAlarms(github).length);
});

it("says of each alarm what it does not see, and where to look", () => {
  for (const part of ["Likeliest cause", "What to do", "What it does not see"])
    expect(page.match(new RegExp(`^- \\*\\*${part}\\*\\*: .`, "gm"))).toHaveLength(
      documentedAlarms(github).length,
    );
  expect(page.match(/^```(sh)?\n(filter|aws) /gm)).toHaveLength(documentedAlarms(github).length);
});

it("names no deployment, and has no HTML", () => {
  expect(page).not.toMatch(/acme|\$\{/i);
  const withoutCode = page.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`]*`/g, "");
  expect(withoutCode).not.toMatch(/<\w/);
});

it("docs/alarms.md is up to date", () => {
  expect(readFileSync(new URL("../../../docs/alarms.md", import.meta.url), "utf8")).toContain(page);
});
