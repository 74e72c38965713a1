import { expect, it } from "vitest";
import type { Handshake } from "../../../src/core/handshake.ts";
import type { Reply } from "../../../src/core/provider.ts";
import { handshakeText, replyText } from "../../../src/operate/catalogue/handshake-text.ts";

it.each<readonly [Handshake, string]>([
  [
    { name: "a", when: "body:/type", equals: "check", answer: { echo: "body:/word", json: "word" } },
    "`a`: a signed POST whose `body:/type` is `check`; answered with `body:/word` as JSON, in `word`",
  ],
  [
    {
      name: "b",
      method: "GET",
      when: "query:word",
      unsigned: true,
      token: { from: "query:token", role: "verifyToken" },
      answer: { echo: "query:word" },
    },
    "`b`: an unsigned GET with `query:word`; `query:token` must be the secret `verifyToken:…`; answered with `query:word` as text",
  ],
  [
    { name: "c", when: "header:x-word", unless: "body:/event", answer: { echoHeader: "x-word" } },
    "`c`: a signed POST with `header:x-word` and without `body:/event`; answered with the same `x-word`",
  ],
  [
    {
      name: "d",
      when: "body:/type",
      equals: ["old", "new"],
      answer: { hmac: "body:/word", hash: "sha256", encoding: "hex", json: { digest: "proof" } },
    },
    "`d`: a signed POST whose `body:/type` is `old` or `new`; answered with the HMAC-SHA256 of `body:/word` as JSON, in `proof`",
  ],
  [
    { name: "e", answer: { confirm: "body:/url", hosts: ["a.example", "b.example"] } },
    "`e`: a signed POST; confirmed with a GET of `body:/url`, if its host is `a.example` or `b.example`",
  ],
  [
    { name: "f", unsigned: true, answer: { keepSecret: "header:x-secret" } },
    "`f`: an unsigned POST; its `header:x-secret` becomes the secret, if the source has none",
  ],
  [
    { name: "g", method: "HEAD", unsigned: true, answer: { status: 204 } },
    "`g`: an unsigned HEAD; answered 204",
  ],
  [
    { name: "h", answer: { status: 200, json: { type: 1 } } },
    '`h`: a signed POST; answered 200 with `{"type":1}`',
  ],
  [{ name: "i", answer: { status: 200, text: "yes" } }, "`i`: a signed POST; answered 200 with `yes`"],
])("says how a handshake is recognized and answered: $name", (handshake, text) => {
  expect(handshakeText(handshake)).toBe(text);
});

it.each<readonly [Reply, string]>([
  [{ echoHeader: "x-client" }, "the same `x-client`"],
  [{ status: 204 }, "204"],
  [{ status: 200, body: "taken", contentType: "text/plain" }, "200 with `taken`"],
  [
    { when: "body:/kind", equals: "ask", status: 200, json: { ok: true } },
    '200 with `{"ok":true}` to a delivery whose `body:/kind` is `ask`',
  ],
  [{ status: 200, body: "x".repeat(101), contentType: "text/xml" }, "200 with text/xml of 101 characters"],
])("says what an accepted delivery is answered: $status", (reply, text) => {
  expect(replyText(reply)).toBe(text);
});
