import { createHmac } from "node:crypto";
import type { WebhookRequest } from "../../src/core/request.ts";
import { type Case, secretOf, withHeader, withHeaders } from "./case.ts";

const hmac = (key: string | Buffer, text: string | Uint8Array, encoding: "hex" | "base64" = "hex"): string =>
  createHmac("sha256", key).update(text).digest(encoding);

const bodyText = ({ body }: WebhookRequest): string => Buffer.from(body).toString();

/** Signed anew, rightly, with another time. */
const resigned: Readonly<Record<string, (time: string) => NonNullable<Case["change"]>>> = {
  stripe: (time) => (request, fixture) =>
    withHeader(
      request,
      "stripe-signature",
      `t=${time},v1=${hmac(secretOf(fixture), `${time}.${bodyText(request)}`)}`,
    ),
  slack: (time) => (request, fixture) =>
    withHeaders(request, {
      "x-slack-request-timestamp": time,
      "x-slack-signature": `v0=${hmac(secretOf(fixture), `v0:${time}:${bodyText(request)}`)}`,
    }),
  svix: (time) => (request, fixture) => {
    const key = Buffer.from(secretOf(fixture).slice("whsec_".length), "base64");
    const text = `${request.headers.get("svix-id")}.${time}.${bodyText(request)}`;
    return withHeaders(request, {
      "svix-timestamp": time,
      "svix-signature": `v1,${hmac(key, text, "base64")}`,
    });
  },
};

const clocks: Readonly<Record<string, string>> = {
  stripe: "stripe/snapshot-invoice-paid",
  slack: "slack/app-mention",
  svix: "svix/invoice-paid",
};

const oddTimes: Readonly<Record<string, string>> = {
  "not a number": "NaN",
  Infinity: "Infinity",
  negative: "-1781530200",
  "with a sign": "+1781530200",
  hexadecimal: "0x6a3005d8",
  "in milliseconds": "1781530200000",
  "with a fraction": "1781530200.0",
  "in exponent form": "1.7815302e9",
  "with a space in front": " 1781530200",
  "in Arabic digits": "١٧٨١٥٣٠٢٠٠",
  "with an underscore": "1_781_530_200",
  zero: "0",
  "the year 5138": "99999999999",
  "301 seconds old": "1781529899",
  "301 seconds ahead": "1781530501",
  "ISO 8601": "2026-06-15T13:30:00Z",
};

/** Right signatures over times that nobody may believe. */
export const timeCases: readonly Case[] = Object.entries(clocks).flatMap(([vendor, base]) => [
  ...Object.entries(oddTimes).map(
    ([what, time]): Case => ({
      name: `${vendor}: rightly signed time: ${what}`,
      base,
      change: resigned[vendor]?.(time) ?? ((request) => request),
      want: "refused",
    }),
  ),
  ...["1781529900", "1781530500"].map(
    (time): Case => ({
      name: `${vendor}: rightly signed at the edge of its window: ${time}`,
      base,
      change: resigned[vendor]?.(time) ?? ((request) => request),
      want: "accepted",
    }),
  ),
  { name: `${vendor}: replayed a day later`, base, late: 86_400, want: "refused" },
]);

const blanks: readonly string[] = [
  "",
  " ",
  "\n",
  "\t \t",
  "\u00a0",
  "\u200b",
  "\ufeff",
  "\u2060",
  "[]",
  '[""]',
  '["  "]',
  "[null]",
  "[true]",
  '["null"]',
  '["good-secret-of-sixteen",""]',
  "null",
  "undefined",
  "None",
  "NaN",
  "[object Object]",
  "{}",
  '""',
  "''",
  "changeme",
  "CHANGE_ME",
  "change-it",
  "TODO",
  "n/a",
  "your-webhook-secret",
  "<secret>",
  ["$", "{WEBHOOK_SECRET}"].join(""),
  "{{ secret }}",
  "xxxxxxxx",
  "********",
  "...",
];

/** What stands in the parameter is no secret: whoever signs with it must not get in, and it is our fault, not theirs. */
export const secretCases: readonly Case[] = [
  { name: "no parameter at all", base: "github", secrets: null, want: "unavailable" },
  ...blanks.flatMap((blank): Case[] => {
    let keys = [blank, blank.trim()];
    try {
      const parsed: unknown = JSON.parse(blank);
      if (Array.isArray(parsed))
        keys = parsed.map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
    } catch {}
    return [
      {
        name: `a parameter of ${JSON.stringify(blank)}, and a signature by it`,
        base: "github",
        secrets: blank,
        change: (request) =>
          withHeader(request, "x-hub-signature-256", `sha256=${hmac(keys.at(-1) ?? "", request.body)}`),
        want: "unavailable",
      },
    ];
  }),
  {
    name: "a key of the wrong form for its scheme",
    base: "discord/application-command",
    secrets: "zz",
    want: "unavailable",
  },
  {
    name: "a prefix and nothing behind it",
    base: "standard-webhooks",
    secrets: "whsec_",
    want: "unavailable",
  },
];
