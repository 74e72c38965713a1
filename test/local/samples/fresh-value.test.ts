import { describe, expect, it } from "vitest";
import { toRfc3339 } from "../../../src/events/time.ts";
import { freshId, freshTime, isIdLike } from "../../../src/local/samples/fresh-value.ts";

const now = Date.UTC(2026, 10, 30, 9, 5, 7, 42);

describe("a time keeps its form", () => {
  it.each([
    ["2024-01-15T10:00:00Z", "2026-11-30T09:05:07Z"],
    ["2024-01-15T10:00:00.000Z", "2026-11-30T09:05:07.042Z"],
    ["2024-01-15T10:00:00.123456789Z", "2026-11-30T09:05:07.042000000Z"],
    ["2024-01-15T10:00:00+02:00", "2026-11-30T11:05:07+02:00"],
    ["2024-01-15 10:00:00 UTC", "2026-11-30 09:05:07 UTC"],
    ["2024-01-15 10:00:00 -0500", "2026-11-30 04:05:07 -0500"],
    ["2024-01-15T10:00:00", "2026-11-30T09:05:07"],
    ["2024-01-15", "2026-11-30"],
    ["Mon, 15 Jan 2024 10:00:00 +0000", "Mon, 30 Nov 2026 09:05:07 +0000"],
    ["15 Jan 2024 10:00:00 GMT", "30 Nov 2026 09:05:07 GMT"],
    ["1700000000", "1796029507"],
    ["1700000000123", "1796029507042"],
    ["1700000000123456", "1796029507042000"],
    ["1700000000.5", "1796029507.0"],
    ["1700000000.123456", "1796029507.042000"],
  ])("%s becomes %s", (text, fresh) => {
    expect(freshTime(text, now)).toBe(fresh);
    const ms = Date.parse(toRfc3339(fresh) ?? "");
    expect(now - ms).toBeLessThan(fresh.length === 10 && fresh.includes("-") ? 86_400_000 : 1_000);
  });

  it.each(["evt_1", "never", "12", "9999999999999999999999"])("%s is no time", (text) => {
    expect(freshTime(text, now)).toBeUndefined();
  });
});

describe("an id keeps its form", () => {
  it.each([
    [
      "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    ],
    ["evt_1NG8Du2eZvKYlo2CUI79vXWy", /^evt_[0-9][A-Z]{2}[0-9][A-Z][a-z][0-9][a-z][A-Z][a-z]/],
    ["12345678901234567", /^[1-9][0-9]{16}$/],
    ["17", /^[1-9][0-9]{9}$/],
    ["d41d8cd98f00b204e9800998ecf8427e", /^[0-9a-f]{32}$/],
    ["https://api.example.com/orders/ab12cd34ef", /^https:\/\/api\.example\.com\/orders\/[0-9a-f]{10}$/],
    ["order-7", /^order-7-[0-9a-f]{8}$/],
  ])("%s", (text, form) => {
    const [one, other] = [freshId(text), freshId(text)];
    expect(one).toMatch(form);
    expect(new Set([text, one, other]).size).toBe(3);
  });

  it("words are none", () => {
    expect(["AUTHORISATION", "true", "invoice.paid", "push"].filter(isIdLike)).toEqual([]);
    expect(["evt_1", "ABcDefgHIjklmNopQrs"].every(isIdLike)).toBe(true);
  });
});
