import { expect, it } from "vitest";
import { shownId, streamRow } from "../../../../../src/console/screens/stream/list/stream-row.ts";
import type { ConsumedRow } from "../../../../../src/operate/consumed.ts";
import type { EventRow } from "../../../../../src/operate/events.ts";
import type { RequestRow } from "../../../../../src/operate/requests.ts";

const row = { id: "req_1", at: "2026-11-30T12:00:00.000Z", source: "acme" } as const;
const words = { code: "event-invalid", reason: "The `bus` function threw." };

it.each([
  [{ outcome: "refused", code: "unauthorized", reason: "signature-mismatch" }, "signature-mismatch", true],
  [{ outcome: "dead-letter", ...words }, "event-invalid", true],
  [{ outcome: "failed", reason: "secret-store-failed" }, "secret-store-failed", true],
  [{ outcome: "handshake", handshake: "url-verification" }, "url-verification", false],
  [{ outcome: "published", entity: "issue", action: "created" }, "issue created", false],
] satisfies readonly (readonly [Partial<RequestRow>, string, boolean])[])(
  "%j is about %s",
  (more, about, isBad) => {
    const shown = streamRow({ kind: "request", row: { ...row, ...more } as RequestRow });
    expect([shown.about, shown.isBad, shown.href]).toEqual([about, isBad, "/requests/req_1"]);
  },
);

it("is another row for the same event on another bus or of a replay, at the address that consumers know it by", () => {
  const event = {
    id: "e-1",
    eventId: "evt_1",
    at: row.at,
    bus: "engineering",
    type: "com.github.push",
    source: "acme",
  };
  const rows = [event, { ...event, bus: "central" }, { ...event, replay: "replay-1" }].map((one) =>
    streamRow({ kind: "event", row: one as EventRow }),
  );
  expect(new Set(rows.map(({ id }) => id)).size).toBe(3);
  expect(new Set(rows.map(({ id }) => shownId(id)))).toEqual(new Set(["e-1"]));
  expect(new Set(rows.map(({ href }) => href))).toEqual(new Set(["/events/evt_1?put=e-1"]));
  // What only a log names has no other id.
  const logged = streamRow({ kind: "event", row: { ...event, id: "evt_1" } as EventRow });
  expect(logged.href).toBe("/events/evt_1");
});

const consumed: ConsumedRow = {
  ...{ id: "7", at: row.at, subscription: "builds", target: "function", state: "delivered", attempts: 1 },
  ...{ event: "e-1", type: "com.github.push", source: "acme", delivery: "dlv_1" },
};
const failure = { attempts: 2, reason: "TypeError: no" } as const;

it.each([
  [{}, "delivered", "Handled", /^$/, false],
  [{ target: "forward", attempts: 3 }, "delivered", "Forwarded", /^at attempt 3$/, false],
  [
    { ...failure, state: "waiting", nextAt: row.at },
    "deferred",
    "Tried again",
    /^TypeError: no; again at \d\d:\d\d:\d\d/,
    true,
  ],
  [
    { ...failure, state: "waiting", deadLetterAt: row.at },
    "deferred",
    "Tried again",
    /^TypeError: no; a dead letter at \d\d:/,
    true,
  ],
  [{ ...failure, state: "failed" }, "target-failed", "Given up", /^TypeError: no$/, true],
  [
    { state: "waiting", attempts: 0, reason: "moved back" },
    "deferred",
    "In its queue",
    /^moved back$/,
    false,
  ],
] satisfies readonly (readonly [Partial<ConsumedRow>, string, string, RegExp, boolean])[])(
  "of what a consumer did, %j is a row",
  (more, outcome, word, about, isBad) => {
    const shown = streamRow({ kind: "consumed", row: { ...consumed, ...more } });
    expect(shown).toMatchObject({ outcome, word, isBad, source: "builds", href: "/events/e-1" });
    expect(shown.about).toMatch(about);
  },
);

it("leads from a consumer's dead letter to its event, whose type it shows", () => {
  const letter = { id: "l-1", at: row.at, queue: "builds", source: "acme", delivery: "dlv_1", bytes: 9 };
  const cause = { code: null, reason: null };
  const ofConsumer = streamRow({
    kind: "dead-letter",
    row: { ...letter, ...cause, event: "e-1", type: "com.github.push" },
  });
  expect(ofConsumer).toMatchObject({ href: "/events/e-1", type: "com.github.push" });
  expect(streamRow({ kind: "dead-letter", row: { ...letter, ...cause } })).toMatchObject({
    href: "/deliveries/dlv_1",
    type: "builds",
  });
});
