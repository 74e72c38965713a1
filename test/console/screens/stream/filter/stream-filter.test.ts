import { expect, it } from "vitest";
import type { News } from "../../../../../src/console/api/stream/news.ts";
import {
  filterHref,
  isChosen,
  listCall,
  momentOf,
  readFilter,
  type StreamFilter,
  setFilters,
} from "../../../../../src/console/screens/stream/filter/stream-filter.ts";

const read = (query: string): StreamFilter => readFilter(new URLSearchParams(query));
const now = Date.parse("2026-11-30T12:00:00Z");

it.each([
  "/stream",
  "/stream?show=refused&source=acme-stripe&reason=signature-mismatch",
  "/stream?source=acme-github,acme-slack&type=com.github.*&entity=issue&action=opened&outcome=published,duplicate",
  "/stream?show=events&from=-1h&to=2026-11-30T12:00:00Z&text=in+voice+%26+more",
])("reads %s and writes it again", (href) => {
  expect(filterHref(read(href.split("?")[1] ?? ""))).toBe(href);
});

it("leaves out what it does not know", () => {
  expect(filterHref(read("show=nothing&sorce=a&source=,&at=dlv_1"))).toBe("/stream");
});

it.each([
  ["", "/api/requests", {}],
  ["show=accepted&outcome=published", "/api/deliveries", { outcome: "published" }],
  [
    "show=refused&outcome=published&reason=timestamp-stale",
    "/api/requests",
    { outcome: "refused", reason: "timestamp-stale" },
  ],
  ["show=handshakes", "/api/requests", { outcome: "handshake" }],
  ["show=events&type=com.*", "/api/events", { type: "com.*" }],
  ["show=consumed&type=com.*&reason=x&text=builds", "/api/consumed", { type: "com.*", text: "builds" }],
  ["show=dead-letters&reason=event-invalid&type=x", "/api/dead-letters", { code: "event-invalid" }],
  ["from=-15m&text=a b", "/api/requests", { from: "2026-11-30T11:45:00.000Z", text: "a b" }],
])("asks the API for %s", (query, path, asked) => {
  expect(listCall(read(query), now)).toEqual({ path, query: asked });
});

it("names each filter that is set, and the list without it", () => {
  expect(setFilters(read("source=a,b&text=x&from=-1h"))).toEqual([
    { label: "source:a,b", without: "/stream?from=-1h&text=x" },
    { label: "x", without: "/stream?source=a,b&from=-1h" },
    { label: "from:-1h", without: "/stream?source=a,b&text=x" },
  ]);
});

it("takes a time before now", () => {
  expect(momentOf("-2d", now)).toBe("2026-11-28T12:00:00.000Z");
  expect(momentOf("2026-11-28", now)).toBe("2026-11-28");
  expect(momentOf(undefined, now)).toBeUndefined();
});

const base = { at: "2026-11-30T11:30:00.000Z", source: "acme-github", subject: "1347" };
const request: News & { readonly kind: "request" } = {
  id: "1",
  kind: "request",
  row: {
    ...base,
    id: "dlv_1",
    outcome: "published",
    type: "com.github.issues.opened",
    entity: "issue",
    action: "opened",
  },
};
const refused: News & { readonly kind: "request" } = {
  id: "2",
  kind: "request",
  row: { ...base, id: "req_2", outcome: "refused", code: "unauthorized", reason: "signature-mismatch" },
};
const event: News & { readonly kind: "event" } = {
  id: "3",
  kind: "event",
  row: {
    ...base,
    id: "e-1",
    bus: "b",
    type: "com.github.push",
    name: "push",
    eventId: "ce-1",
    delivery: "dlv_1",
  },
};
const letter: News & { readonly kind: "dead-letter" } = {
  id: "4",
  kind: "dead-letter",
  row: {
    id: "m",
    queue: "deliveries",
    at: base.at,
    source: "hr",
    delivery: null,
    code: "event-invalid",
    reason: "No bus.",
    bytes: 3,
  },
};
const all = { request, refused, event, letter };

it.each([
  ["", ["request", "refused"]],
  ["show=accepted", ["request"]],
  ["show=refused", ["refused"]],
  ["show=handshakes", []],
  ["show=events", ["event"]],
  ["show=dead-letters", ["letter"]],
  ["type=com.github.*", ["request"]],
  ["reason=signature-mismatch,x", ["refused"]],
  ["reason=unauthorized", ["refused"]],
  ["show=dead-letters&reason=event-invalid", ["letter"]],
  ["source=other", []],
  ["outcome=refused", ["refused"]],
  ["text=ISSUES", ["request"]],
  ["from=-15m", []],
  ["from=-1h&to=2026-11-30T11:29:00Z", []],
  ["entity=issue&action=closed", []],
])("lets through of the stream what the list of %s has", (query, names) => {
  const chosen = Object.entries(all).filter(([, news]) => isChosen(read(query), news, now));
  expect(chosen.map(([name]) => name)).toEqual(names);
});

it("shows what consumers did in their list alone, and finds it by the subscription", () => {
  const row = { subscription: "builds", target: "function", state: "delivered", attempts: 1, event: "e-1" };
  const about = { at: "2026-11-30T11:59:00Z", type: "com.github.push", source: "acme", delivery: "dlv_1" };
  const news = { id: "1", kind: "consumed", row: { id: "7", ...row, ...about } } as News & {
    kind: "consumed";
  };
  const chosenBy = (query: string): boolean => isChosen(read(query), news, now);
  expect(
    ["show=consumed", "show=consumed&type=com.github.*", "show=consumed&text=BUILDS"].map(chosenBy),
  ).toEqual([...[true, true, true]]);
  expect(
    ["", "show=events", "show=consumed&source=other", "show=consumed&type=com.stripe.*"].map(chosenBy),
  ).toEqual([...[false, false, false, false]]);
});
