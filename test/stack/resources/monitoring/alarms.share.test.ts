import { expect, it } from "vitest";
import { defineBridge } from "../../../../src/config/define-bridge.ts";
import { slack } from "../../../../src/providers/index.ts";
import { deploymentOf } from "../../../../src/stack/deployment.ts";
import { alarmsOf } from "../../../../src/stack/resources/monitoring/alarms.ts";
import { accepted, observedLines, published } from "../../../support/observed.ts";

/** Alarms that go off for deliveries which the functions count as good, and the line that they are about. */
const aboutGoodLines = [
  ["OlderSecretAlarm", "receive", { ...accepted, secretIndex: 1 }],
  ["DeadlineAlarm", "receive", accepted],
  ["AcmeDashslackNothingPublishedAlarm", "publish", { ...published, published: 0, dropped: 2 }],
] as const;

const deployment = deploymentOf(
  defineBridge({
    buses: { events: {} },
    sources: { "acme-slack": { provider: slack, bus: "events" } },
    deployment: { logs: { accepted: 0 }, alarms: { perSource: true } },
  }),
  "prod",
);

/** Fields that a query filters by or makes numbers of. */
const fieldsOf = (query: string): readonly string[] => [
  ...Array.from(
    query.matchAll(/(?:filter (?:ispresent\()?|(?:sum|max|pct)\()(\w+)/g),
    ([, field]) => field ?? "",
  ),
];

it.each(aboutGoodLines)(
  "the query of %s finds deliveries whose lines are left out",
  (id, service, report) => {
    const alarm = alarmsOf(deployment).find((one) => one.id === id);
    const query = alarm && "query" in alarm.look ? alarm.look.query : "";
    const [text = "{}"] = observedLines(
      (observer) => ("messageId" in report ? observer.published(report) : observer.received(report)),
      { acceptedShare: 0 },
      service,
    );
    const line: Readonly<Record<string, unknown>> = JSON.parse(text);
    const fields = fieldsOf(query);
    expect(fields.length).toBeGreaterThan(0);
    // What is counted only if it happened may be absent; the rest of the query must still find the line.
    const optional = ["eventsDuplicate", "eventsPublished", "eventsDropped"];
    expect(fields.filter((field) => !(field in line) && !optional.includes(field))).toEqual([]);
  },
);
