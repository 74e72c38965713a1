import { describe, expect, it } from "vitest";
import {
  filterOfPlace,
  listQuery,
  neighbourHref,
  outcomeShown,
  pageOfRequest,
  requestTitle,
} from "../../../../../src/console/screens/request/words/request-words.ts";
import type { RequestDetail, StepTarget } from "../../../../../src/operate/requests.ts";

const request: RequestDetail = {
  id: "dlv_1",
  at: "2026-11-30T10:00:00.000Z",
  source: "acme-github",
  outcome: "published",
  steps: [],
  events: [],
  explainable: false,
};

describe("the list that a request was opened from", () => {
  const query = (text: string): URLSearchParams => new URLSearchParams(text);

  it("stands in the page's own query, else was shown before", () => {
    const stream = { path: "/stream", query: query("show=refused&source=a&peek=x") };
    expect(listQuery(query(""), stream).toString()).toBe("show=refused&source=a");
    expect(listQuery(query("source=b"), stream).toString()).toBe("source=b");
    expect(listQuery(query(""), { ...stream, path: "/sources" }).size).toBe(0);
    expect(listQuery(query(""), undefined).size).toBe(0);
  });

  it("goes along to the neighbours, and to the API without what the page alone understands", () => {
    expect(neighbourHref({ id: "req_2" }, query("source=a&reason=b"))).toBe(
      "/requests/req_2?source=a&reason=b",
    );
    expect(neighbourHref({ id: "dlv_2" }, query(""))).toBe("/deliveries/dlv_2");
    expect(filterOfPlace(query("show=refused&source=a&from=-1h&text="))).toEqual({ source: "a" });
  });
});

it("a page's path can't be broken by an id", () => {
  expect(pageOfRequest({ id: "req_a/../b?c" })).toBe("/requests/req_a%2F..%2Fb%3Fc");
});

it.each([
  [{}, "Delivery from acme-github"],
  [{ type: "com.github.push" }, "com.github.push from acme-github"],
  [{ outcome: "refused", reason: "signature-mismatch" }, "signature-mismatch at acme-github"],
  [{ outcome: "failed", code: "secret-missing" }, "secret-missing at acme-github"],
  [{ outcome: "handshake", handshake: "ping" }, "ping at acme-github"],
] as const)("%o is titled %s", (more, title) => {
  expect(requestTitle({ ...request, ...more })).toBe(title);
});

it("an outcome counts subscriptions, and says which way one failed", () => {
  const target = (more: Partial<StepTarget>): StepTarget => ({
    rule: "r",
    target: "t",
    delivered: 0,
    waiting: 0,
    failed: 0,
    ...more,
  });
  const shown = (...targets: readonly StepTarget[]) =>
    outcomeShown({ ...request, steps: [{ step: "delivered", targets }] });
  expect(shown(target({ delivered: 2 }))).toEqual({
    outcome: "delivered",
    word: "Delivered to 1 of 1 subscription",
  });
  expect(shown(target({ delivered: 1 }), target({ waiting: 1 })).outcome).toBe("published");
  expect(shown(target({ delivered: 1 }), target({ failed: 1 })).outcome).toBe("target-failed");
  expect(outcomeShown({ ...request, outcome: "refused", status: 401 }).word).toBe("Refused, answered 401");
  expect(outcomeShown(request)).toEqual({ outcome: "published" });
});
