import { describe, expect, it } from "vitest";
import { signaturesOf } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import type { Signature } from "../../../src/core/signature.ts";
import { inspectSignature } from "../../../src/operate/inspect/inspect-signature.ts";
import { github, gitlab, slack, stripe } from "../../../src/providers/index.ts";

const atMs = Date.parse("2026-11-30T10:00:10.000Z");
const signedAt = "1796032800";

const requestOf = (headers: Readonly<Record<string, string>>, body = "{}"): WebhookRequest => ({
  method: "POST",
  url: "https://h.example.com/hooks/it",
  query: "",
  headers: new Map(Object.entries(headers)),
  body: Buffer.from(body),
});

const schemeIn = (signatures: readonly Signature[], at = 0): Signature => {
  const found = signatures[at];
  if (!found) throw new Error("no such scheme");
  return found;
};

describe("what a request was signed with and over", () => {
  it("in the parts of the template, with the time in the signature's header", () => {
    const raw = requestOf({ "stripe-signature": `t=${signedAt},v1=${"ab".repeat(32)}` }, '{"id":"evt_1"}');
    const shown = requestOf({ "stripe-signature": `t=${signedAt},v1=abababab…abab` }, '{"id":"evt_1"}');
    expect(inspectSignature(schemeIn(signaturesOf(stripe)), { raw, shown, atMs })).toEqual({
      templates: ["{timestamp}.{body}"],
      signed: [
        { name: "timestamp", text: signedAt },
        { text: "." },
        { name: "body", text: '{"id":"evt_1"}' },
      ],
      found: [{ location: "header:stripe-signature", value: `t=${signedAt},v1=abababab…abab` }],
      signedAt: "2026-11-30T10:00:00.000Z",
      ageSeconds: 10,
      toleranceSeconds: 300,
    });
  });

  it("of a long body its beginning, and how much is behind it", () => {
    const body = JSON.stringify({ text: "é".repeat(400) });
    const one = requestOf({ "x-hub-signature-256": "sha256=…" }, body);
    const { signed = [] } = inspectSignature(schemeIn(signaturesOf(github)), { raw: one, shown: one, atMs });
    const [piece] = signed;
    expect(signed).toHaveLength(1);
    expect(Buffer.byteLength(piece?.text ?? "") + (piece?.more ?? 0)).toBe(Buffer.byteLength(body));
  });

  it("what is hidden in the request as shown is hidden here, and a text that is no time is none", () => {
    const raw = requestOf({ "x-slack-signature": "v0=x", "x-slack-request-timestamp": "my-secret" });
    const shown = requestOf({ "x-slack-signature": "[hidden]", "x-slack-request-timestamp": "[hidden]" });
    const inspected = inspectSignature(schemeIn(signaturesOf(slack)), { raw, shown, atMs });
    expect(JSON.stringify(inspected)).not.toContain("my-secret");
    expect(inspected).not.toHaveProperty("signedAt");
    expect(inspected).not.toHaveProperty("signed");
  });

  it("a scheme without a template has only the place of its proof", () => {
    const one = requestOf({ "x-gitlab-token": "[hidden]" });
    const token = signaturesOf(gitlab).find((signature) => signature.scheme === "token");
    expect(token && inspectSignature(token, { raw: one, shown: one, atMs })).toEqual({
      found: [{ location: "header:x-gitlab-token", value: "[hidden]" }],
    });
  });
});
