import { expect, it } from "vitest";
import { shownId, streamRow } from "../../../../../src/console/screens/stream/list/stream-row.ts";
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
});
