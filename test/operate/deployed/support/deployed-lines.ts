/** Lines of a deployed bridge's functions, as its own observer writes them. */
import type { PublishReport } from "../../../../src/publish/ports.ts";
import type { ReceiveReport } from "../../../../src/receive/ports.ts";
import { accepted, observedLines, published, rejected } from "../../../support/observed.ts";
import type { LogStore } from "./log-store.ts";

const groups = { receive: "/aws/lambda/acme-dev-receive", publish: "/aws/lambda/acme-dev-publish" } as const;

/** An id of a delivery by its number. */
export const deliveryId = (number: number): string =>
  `dlv_${number.toString(16).padStart(8, "0")}-0c84-4561-b1e4-da89e46f7a22`;

/** A request that was accepted and published 100 ms later. */
export function addPublished(
  logs: LogStore,
  at: number,
  number: number,
  more: Partial<PublishReport> = {},
): void {
  addAccepted(logs, at, number);
  addAttempt(logs, at + 100, number, { ageMs: 100, ...more });
}

export function addAccepted(
  logs: LogStore,
  at: number,
  number: number,
  more: Partial<ReceiveReport> = {},
): void {
  const report = { ...accepted, deliveryId: deliveryId(number), durationMs: 20, ...more };
  logs.add(
    groups.receive,
    at,
    observedLines((to) => to.received(report), {}, "receive", at),
  );
}

export function addAttempt(
  logs: LogStore,
  at: number,
  number: number,
  more: Partial<PublishReport> = {},
): void {
  const events = [
    { id: `Ev${number}`, type: "com.slack.message.channels", entity: "message", bus: "events" },
  ];
  const report = {
    ...published,
    published: 1,
    events,
    duplicates: 0,
    deliveryId: deliveryId(number),
    ...more,
  };
  logs.add(
    groups.publish,
    at,
    observedLines((to) => to.published(report), {}, "publish", at),
  );
}

export function addRefused(
  logs: LogStore,
  at: number,
  number: number,
  more: Partial<ReceiveReport> = {},
): void {
  const report = { ...rejected, id: `req_${number}`, durationMs: 5, detail: "no key matches", ...more };
  logs.add(
    groups.receive,
    at,
    observedLines((to) => to.received(report), {}, "receive", at),
  );
}

/** What is in the same log and is no request. */
export function addOtherLines(logs: LogStore, at: number): void {
  const doubt = {
    source: "acme-slack",
    provider: "slack",
    place: 1,
    problem: "quotes",
    what: "",
    remedy: "",
  } as const;
  logs.add(groups.receive, at, [
    ...observedLines((to) => to.doubted(doubt), {}, "receive", at),
    '{"time":"2026-11-30T12:00:00.000Z","type":"platform.report","record":{"requestId":"1"}}',
    "not JSON",
    // Of a delivery that is not in the share of `logs.accepted` only the metrics are written.
    ...observedLines(
      (to) => to.received({ ...accepted, deliveryId: deliveryId(0xffffffff) }),
      { acceptedShare: 0.1 },
      "receive",
      at,
    ),
  ]);
}
