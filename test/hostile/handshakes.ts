import { createHmac } from "node:crypto";
import { type Case, secretOf, withBody, withHeader, withHeaders } from "./case.ts";

const mac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("hex");

/** A zoom challenge, rightly signed, with a token of the attacker's choice. */
const challenge = (plainToken: unknown): NonNullable<Case["change"]> => {
  return (request, fixture) => {
    const body = JSON.stringify({ event: "endpoint.url_validation", payload: { plainToken } });
    const time = String(fixture.clock);
    return withHeaders(withBody(request, body), {
      "x-zm-request-timestamp": time,
      "x-zm-signature": `v0=${mac(secretOf(fixture), `v0:${time}:${body}`)}`,
    });
  };
};

const oracleTokens: Readonly<Record<string, unknown>> = {
  "a text that a delivery could sign": 'v0:1781530200:{"event":"meeting.started"}',
  "a time and a dot": "1781530200.body",
  "white space": "token with spaces",
  "seven characters": "1234567",
  "257 characters": "t".repeat(257),
  "a list": ["12345678"],
  "an object": { toString: "12345678" },
  nothing: undefined,
  "half a surrogate pair": "12345678\ud800",
  HTML: "<script>alert(1)</script>",
};

/** A request for meta's verification with other query parameters. */
const verification = (query: string): NonNullable<Case["change"]> => {
  return (request) => ({ ...request, url: `https://hooks.example.com/hooks/meta?${query}`, query });
};

const right = "hub.mode=subscribe&hub.verify_token=valitse-itse-8356cee4";

const meta = (name: string, query: string, want: Case["want"] = "refused"): Case => ({
  name: `verification: ${name}`,
  base: "meta/verification",
  change: verification(query),
  want,
});

/** Handshakes answer strangers: they may not sign, echo or keep what a stranger wants. */
export const handshakeCases: readonly Case[] = [
  ...Object.entries(oracleTokens).map(
    ([what, token]): Case => ({
      name: `challenge to be signed: ${what}`,
      base: "zoom/url-validation",
      change: challenge(token),
      want: "refused",
    }),
  ),
  {
    name: "challenge to be signed, without a signature",
    base: "zoom/url-validation",
    change: (request) => withHeader(request, "x-zm-signature", undefined),
    want: "refused",
  },
  {
    name: "challenge to be signed, by another secret",
    base: "zoom/url-validation",
    change: (request) => withHeader(request, "x-zm-signature", `v0=${"0".repeat(64)}`),
    want: "refused",
  },
  meta("right", `${right}&hub.challenge=123`, { status: 200, body: "123" }),
  meta("wrong token", "hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=123"),
  meta("no token", "hub.mode=subscribe&hub.challenge=123"),
  meta("an empty token", "hub.mode=subscribe&hub.verify_token=&hub.challenge=123"),
  meta(
    "the app secret in the token's place",
    "hub.mode=subscribe&hub.verify_token=918b26c0d72ff0144a69bca521696d78&hub.challenge=1",
  ),
  meta(
    "the right token second",
    "hub.mode=subscribe&hub.verify_token=x&hub.verify_token=valitse-itse-8356cee4&hub.challenge=1",
  ),
  meta("no challenge", right),
  meta("a line feed in the challenge", `${right}&hub.challenge=1%0d%0aset-cookie:%20a=b`),
  meta("a NUL in the challenge", `${right}&hub.challenge=1%00`),
  meta("a challenge that is not ASCII", `${right}&hub.challenge=%C3%A9`),
  meta("1,025 characters of challenge", `${right}&hub.challenge=${"1".repeat(1_025)}`),
  meta("HTML, sent back as text", `${right}&hub.challenge=%3Cscript%3E`, { status: 200, body: "<script>" }),
  {
    name: "a POST that looks like a verification",
    base: "meta/verification",
    change: (request) => ({ ...request, method: "POST" }),
    want: "refused",
  },
  {
    name: "url_verification without a signature",
    base: "slack/url-verification",
    change: (request) => withHeader(request, "x-slack-signature", undefined),
    want: "refused",
  },
  {
    name: "ssl_check on a signed delivery that is forged",
    base: "slack/ssl-check",
    change: (request) =>
      withHeaders(request, {
        "x-slack-request-timestamp": "1781530200",
        "x-slack-signature": `v0=${"0".repeat(64)}`,
      }),
    want: "refused",
  },
  {
    name: "ssl_check of five kilobytes",
    base: "slack/ssl-check",
    change: (request) => withBody(request, `ssl_check=1&x=${"x".repeat(5_000)}`),
    want: "refused",
  },
  {
    name: "pairing with a source that has its secret",
    base: "asana/pairing",
    change: (request) => withHeader(request, "x-hook-secret", "another-secret-of-an-attacker"),
    want: "refused",
  },
  ...[
    "short",
    "                    ",
    "changeme",
    "xxxxxxxxxxxxxxxxxxxx",
    "line\nfeed-in-a-secret",
    "é".repeat(20),
  ].map(
    (secret): Case => ({
      name: `pairing with the secret ${JSON.stringify(secret)}`,
      base: "asana/pairing",
      secrets: null,
      change: (request) => withHeader(request, "x-hook-secret", secret),
      want: "refused",
    }),
  ),
  {
    name: "a delivery to a source that waits for pairing",
    base: "asana/task-changed",
    secrets: null,
    want: "refused",
  },
  {
    name: "a delivery to a source that waits for pairing, signed with an empty key",
    base: "asana/task-changed",
    secrets: null,
    change: (request) =>
      withHeader(request, "x-hook-signature", createHmac("sha256", "").update(request.body).digest("hex")),
    want: "refused",
  },
];
