import type { WebhookRequest } from "../../src/core/request.ts";
import { type Case, withBody, withHeader, withHeaders } from "./case.ts";

const at = (path: string): NonNullable<Case["change"]> => {
  return (request: WebhookRequest) => ({ ...request, url: `https://hooks.example.com${path}` });
};

const names = [
  "/hooks/__proto__",
  "/hooks/constructor",
  "/hooks/toString",
  "/hooks/hasOwnProperty",
  "/hooks/",
  "/hooks",
  "/hooks/..",
  "/hooks/.",
  "/hooks/GITHUB",
  "/hooks/github%00",
  "/hooks/github%0a",
  "/hooks/github%20",
  "/hooks/github%2f",
  "/hooks/%67ithub",
  "/hooks/github;x=1",
  "/hooks/github.json",
  "/hooks/github/x",
  "/hooks/x/github",
  "/hooks//",
  "/github",
  "/",
  "/hooks/%D0%B3ithub",
  `/hooks/${"g".repeat(4_000)}`,
];

const twilio = "twilio/message-received";

/** Headers by which proxies say what was asked for; whoever sends may write them. */
const spoofs: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "x-forwarded-host": { "x-forwarded-host": "evil.example" },
  "x-forwarded-proto": { "x-forwarded-proto": "http" },
  "x-forwarded-port": { "x-forwarded-port": "8443" },
  forwarded: { forwarded: "host=evil.example;proto=http" },
  host: { host: "evil.example" },
  "x-original-url": { "x-original-url": "/hooks/other" },
  "x-http-method-override": { "x-http-method-override": "GET" },
};

const form = (change: (text: string) => string): NonNullable<Case["change"]> => {
  return (request) => withBody(request, change(Buffer.from(request.body).toString()));
};

/** Names of sources, URLs that are signed, and headers that claim another URL. */
export const placeCases: readonly Case[] = [
  ...names.map(
    (path): Case => ({
      name: `source at ${path.slice(0, 40)}`,
      base: "github",
      change: at(path),
      want: "refused",
    }),
  ),
  ...Object.entries(spoofs).map(
    ([name, headers]): Case => ({
      name: `a signed URL is not what ${name} says`,
      base: twilio,
      change: (request) => withHeaders(request, headers),
      want: "accepted",
    }),
  ),
  {
    name: "a signed URL with another query",
    base: twilio,
    change: (request) => ({ ...request, url: `${request.url}&x=2` }),
    want: "refused",
  },
  {
    name: "a signed URL with its query in another order",
    base: twilio,
    change: (request) => ({ ...request, url: "https://hooks.example.com/hooks/twilio?x=1&team=caf%C3%A9" }),
    want: "refused",
  },
  {
    name: "a signed URL on another host",
    base: twilio,
    change: (request) => ({ ...request, url: request.url.replace("hooks.example.com", "other.example.com") }),
    want: "refused",
  },
  {
    name: "a signed URL that forwards to another host",
    base: twilio,
    change: (request) =>
      withHeader(
        { ...request, url: request.url.replace("hooks.example.com", "other.example.com") },
        "x-forwarded-host",
        "hooks.example.com",
      ),
    want: "refused",
  },
  {
    name: "a signed form with a field more",
    base: twilio,
    change: form((text) => `${text}&Extra=1`),
    want: "refused",
  },
  {
    name: "a signed form as JSON",
    base: twilio,
    change: (request) => withHeader(request, "content-type", "application/json"),
    want: "refused",
  },
  {
    name: "a signed form of two thousand and one fields",
    base: twilio,
    change: form((text) => text + "&a=1".repeat(2_001)),
    want: "refused",
  },
  ...["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"].map(
    (method): Case => ({
      name: `method ${method}`,
      base: "github",
      change: (request) => ({ ...request, method }),
      want: { status: 405, body: '{"error":"method-not-allowed"}' },
    }),
  ),
  ...["gzip", "br", "deflate", "identity, gzip", "x", "gzip;q=0"].map(
    (encoding): Case => ({
      name: `content-encoding ${encoding}`,
      base: "github",
      change: (request) => withHeader(request, "content-encoding", encoding),
      want: { status: 415, body: '{"error":"unsupported-encoding"}' },
    }),
  ),
  ...[
    "issues\r\nlevel: forged",
    '"}\n{"level":"INFO","message":"forged"}',
    "\u0000\u001b[31m",
    "\u2028\u2029",
    "x".repeat(9_000),
  ].map(
    (name, place): Case => ({
      name: `an event name with what a log could be forged with (${place})`,
      base: "github",
      change: (request) => withHeader(request, "x-github-event", name),
      want: "accepted",
    }),
  ),
];
