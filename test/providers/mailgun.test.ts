import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Source } from "../../src/core/source.ts";
import { normalize } from "../../src/events/normalize.ts";
import mailgun from "../../src/providers/mailgun.ts";
import { deliveryOf } from "../../src/receive/delivery-of.ts";
import { chooseScheme } from "../../src/signatures/choose.ts";
import { clock, type Draft, judged, requestOf } from "../support/judged.ts";

const hour = 3_600_000;
const token = "9f1c5b7ae2d04c86b3fd";
const signature = createHmac("sha256", "a-secret-for-tests").update(`${clock}${token}`).digest("hex");
const webhook: Draft = {
  headers: { "content-type": "application/json" },
  body: `{"signature":{"token":"${token}","timestamp":"${clock}","signature":"${signature}"},"event-data":{"event":"opened","id":"e1"}}`,
};
const mail: Draft = {
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ subject: "Hei", timestamp: String(clock), token, signature }).toString(),
};

describe("the first attempt's timestamp", () => {
  it.each([
    ["webhook", webhook],
    ["mail", mail],
  ])("is accepted on the last attempt of a %s, and refused a week later", async (_, draft) => {
    const late = (lateMs: number) => judged(mailgun.signature, { ...draft, lateMs });
    expect(await late(8.1 * hour)).toBe("ok");
    expect(await late(9.1 * hour)).toBe("timestamp-stale");
    expect(await late(7 * 24 * hour)).toBe("timestamp-stale");
    expect(await judged(mailgun.signature, { ...draft, secrets: ["another"], lateMs: hour })).toBe(
      "signature-mismatch",
    );
  });
});

it("counts a captured token once, whether it comes with a webhook or with a mail", async () => {
  const source: Source = { name: "mail", provider: mailgun, bus: "main", maxBodyBytes: 1_000_000 };
  const keyOf = async (draft: Draft): Promise<string | undefined> => {
    const request = requestOf(draft);
    const chosen = chooseScheme([mailgun.signature].flat(), request);
    if (!chosen) throw new Error("no scheme");
    const ports = { newDeliveryId: () => "dlv_1", now: () => clock * 1_000 };
    const delivery = await deliveryOf({ source, request, signature: chosen, secrets: [] }, ports);
    return normalize(delivery, source, new Set(["main"])).events[0]?.key;
  };
  const key = await keyOf(webhook);
  expect(key).toMatch(/^mail#sha256:[0-9a-f]{64}$/);
  expect(await keyOf(mail)).toBe(key);
  expect(await keyOf({ ...mail, body: `${mail.body}&subject=forged` })).toBe(key);
  expect(await keyOf({ ...mail, body: String(mail.body).replace(token, "another") })).not.toBe(key);
});
