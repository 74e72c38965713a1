import { createHmac } from "node:crypto";
import { escape as escapeComponent } from "node:querystring";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBufferedRequest } from "../../../src/aws/gateway/buffered-request.ts";
import { readGatewayEvent } from "../../../src/aws/gateway/gateway.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { HmacSignature } from "../../../src/core/signature.ts";
import { bufferedMessage, eventBehind } from "../../stack/support/front-door-events.ts";
import { verifyRequest } from "../../support/verify-request.ts";

const secret = "a-secret-for-tests";
const publicUrl = "https://www.example.com/bridge";
const signature: HmacSignature = {
  scheme: "hmac",
  hash: "sha256",
  encoding: "hex",
  header: "x-signature",
  signed: "{url}",
};

type Pairs = readonly (readonly [string, string])[];

/** How senders make a query of parameters, by libraries other than ours. */
const senders: Readonly<Record<string, (pairs: Pairs) => string>> = {
  "an HTML form": (pairs) =>
    new URLSearchParams(
      Array.from(pairs, ([name, value]) => [name, value] satisfies [string, string]),
    ).toString(),
  "a URI component": (pairs) =>
    pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&"),
  "Node's querystring": (pairs) => pairs.map((pair) => pair.map(escapeComponent).join("=")).join("&"),
  "RFC 3986 byte by byte": (pairs) => pairs.map((pair) => pair.map(byBytes("%20")).join("=")).join("&"),
  "bytes with a plus": (pairs) => pairs.map((pair) => pair.map(byBytes("+")).join("=")).join("&"),
  "lower-case hexadecimal": (pairs) =>
    pairs
      .map((pair) =>
        pair.map((text) => byBytes("+")(text).replace(/%../g, (code) => code.toLowerCase())).join("="),
      )
      .join("&"),
  "names without a sign": (pairs) =>
    pairs
      .map(([name, value]) => byBytes("+")(name) + (value === "" ? "" : `=${byBytes("+")(value)}`))
      .join("&"),
};

const byBytes =
  (space: string) =>
  (text: string): string =>
    Array.from(Buffer.from(text), (byte) => {
      const character = String.fromCharCode(byte);
      if (character === " ") return space;
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    }).join("");

/** A request that the sender signed for its URL behind the public name. */
function signed(query: string, from = query): WebhookRequest {
  const url = `${publicUrl}/hooks/acme?${from}`;
  const digest = createHmac("sha256", secret).update(url).digest("hex");
  return { method: "POST", url, query, headers: new Map([["x-signature", digest]]), body: Buffer.from("{}") };
}

const doors = ["http-api", "function-url", "rest-api", "load-balancer", "buffer-first"] as const;

const isAccepted = async (kind: (typeof doors)[number], request: WebhookRequest): Promise<boolean> => {
  const { request: seen } =
    kind === "buffer-first"
      ? readBufferedRequest(bufferedMessage(request, "acme", 0), publicUrl).incoming
      : readGatewayEvent(eventBehind(kind, request, "acme"), publicUrl);
  return (await verifyRequest(signature, seen, { secrets: [new Secret(secret)], nowMs: 0 })).ok;
};

const text = fc.oneof(
  fc.constantFrom("", " ", "a b", "é'(~)!*", "+1 555", "https://x.example/?a=1&b", "[é]"),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const parametersOf = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>, maxLength: number) =>
  fc.uniqueArray(fc.tuple(name, value), { selector: ([one]) => one, minLength: 1, maxLength });
const parameters = fc.oneof(
  parametersOf(
    text.filter((name) => name !== ""),
    text,
    2,
  ),
  parametersOf(fc.constantFrom("To", "from", "2", "10", "x_y"), fc.constantFrom("1", "x", "a b", "é"), 3),
);

/** Two names of which the most spellings are known. */
const manySpellings: Pairs = [
  [" ", ""],
  ["a b", "~!*'()[]{}|\\^`é /?:@&=+$,;"],
];

describe.each(doors)("behind %s", (kind) => {
  it.each(Object.entries(senders))("a URL in the spelling of %s is found", async (_, write) => {
    await fc.assert(
      fc.asyncProperty(parameters, async (pairs) => {
        expect(await isAccepted(kind, signed(write(pairs)))).toBe(true);
      }),
      { numRuns: 60, examples: [[manySpellings]] },
    );
  });

  it("and one with other parameters never is", async () => {
    const write = senders["an HTML form"] as (pairs: Pairs) => string;
    await fc.assert(
      fc.asyncProperty(parameters, parameters, async (sent, other) => {
        const read = (pairs: Pairs): string => JSON.stringify([...pairs].sort());
        fc.pre(read(sent) !== read(other));
        expect(await isAccepted(kind, signed(write(sent), write(other)))).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
