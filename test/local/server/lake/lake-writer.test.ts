import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { EventFeed } from "../../../../src/local/server/events/event-feed.ts";
import type { FeedEvent } from "../../../../src/local/server/journal/event-index.ts";
import { openLakeWriter } from "../../../../src/local/server/lake/lake-writer.ts";

let directory: string;
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), "hookbridge-lake-writer-")), "lake");
});
afterEach(() => rmSync(join(directory, ".."), { recursive: true }));

const at = Date.parse("2026-11-30T23:59:59Z");

/** A feed that keeps events, as the embedded EventBridge does. */
function keepingFeed() {
  const events: FeedEvent[] = [];
  const listeners: ((event: FeedEvent) => void)[] = [];
  const feed: Pick<EventFeed, "onEvent" | "since" | "lastPlace"> = {
    onEvent: (listener) => void listeners.push(listener),
    since: (place, limit) => events.filter((event) => event.place > place).slice(0, limit),
    lastPlace: () => events.at(-1)?.place ?? 0,
  };
  const put = (bus: string, change: Partial<FeedEvent> = {}): void => {
    const place = (events.at(-1)?.place ?? 0) + 1;
    const event = { place, bus, id: `e${place}`, at, envelope: `{"n":${place}}`, ...change };
    events.push(event);
    for (const listener of listeners) listener(event);
  };
  return { feed: feed as EventFeed, put, events };
}

const open = (feed: EventFeed, ...buses: readonly string[]) =>
  openLakeWriter({
    directory,
    buses: new Set(buses),
    feed,
    onFailure: (error) => {
      throw error;
    },
  });

/** The files of a bus with their lines. */
function written(bus: string): readonly (readonly [file: string, text: string])[] {
  const folder = join(directory, bus, "events");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".gz"))
    .sort()
    .map((name) => [name.slice(0, 14), gunzipSync(readFileSync(join(folder, name))).toString("utf8")]);
}

it("writes the events of buses that have a lake, by the day of their arrival, for their owner alone", () => {
  const { feed, put } = keepingFeed();
  const writer = open(feed, "logins");
  put("logins");
  put("other");
  put("logins", { at: at + 1_000, envelope: '{"a":\r\n1}' });
  writer.close();
  expect(written("logins")).toEqual([
    ["day=2026-11-30", '{"n":1}\n'],
    ["day=2026-12-01", '{"a": 1}\n'],
  ]);
  expect(readdirSync(directory).sort()).toEqual(["logins", "place"]);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

it("leaves out what a replay sends again", () => {
  const { feed, put } = keepingFeed();
  const writer = open(feed, "logins");
  put("logins");
  put("logins", { replay: "again" });
  writer.close();
  expect(written("logins")).toEqual([["day=2026-11-30", '{"n":1}\n']]);
});

it("goes on after a kill with what was not written", () => {
  const { feed, put } = keepingFeed();
  const killed = open(feed, "logins");
  for (let count = 0; count < 700; count++) put("logins");
  expect(written("logins")).toHaveLength(1);
  open(feed, "logins").close();
  const lines = written("logins").flatMap(([, text]) => text.trimEnd().split("\n"));
  expect(lines).toEqual(Array.from({ length: 700 }, (_, index) => `{"n":${index + 1}}`));
  // So that its timer writes nothing into a folder that is gone.
  killed.close();
});

it("begins anew where the EventBridge is another one", () => {
  const { feed, put } = keepingFeed();
  put("logins");
  open(feed, "logins").close();
  writeFileSync(join(directory, "place"), "900");
  put("logins");
  open(feed, "logins").close();
  const lines = written("logins").flatMap(([, text]) => text.trimEnd().split("\n"));
  expect(new Set(lines)).toEqual(new Set(['{"n":1}', '{"n":2}']));
  expect(readFileSync(join(directory, "place"), "utf8")).toBe("2");
});

it("writes without being asked a second after the first event", async () => {
  const { feed, put } = keepingFeed();
  const writer = open(feed, "logins");
  put("logins");
  await expect.poll(() => readdirSync(directory), { timeout: 5_000 }).toContain("logins");
  expect(written("logins")).toEqual([["day=2026-11-30", '{"n":1}\n']]);
  writer.close();
});
