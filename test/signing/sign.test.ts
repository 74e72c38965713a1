import { createHash, generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { changeAt, changeHeader } from "../../src/contract/change-request.ts";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { WebhookRequest } from "../../src/core/request.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { chooseScheme, signatureLocations } from "../../src/signatures/choose.ts";
import { sign } from "../../src/signing/sign.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { secretsFor } from "../support/fixtures.ts";
import { recorded } from "../support/recorded.ts";

/** A recorded request without its signature, and what it takes to sign it again. */
async function unsigned(id: string, name: string) {
  const { provider, fixture } = await recorded(id, name);
  const signature = chooseScheme(signaturesOf(provider), fixture.request);
  if (!signature) throw new Error(`${id} has no scheme for ${name}`);
  const bare = signatureLocations(signature).reduce(
    (request, place) => changeAt(place, () => undefined)(request),
    fixture.request,
  );
  const [secret] = secretsFor(provider, fixture.secrets);
  return { signature, bare, secret: secret?.reveal() ?? "", recorded: fixture.request };
}

const seen = ({ headers, body, ...rest }: WebhookRequest) => ({
  ...rest,
  headers: Object.fromEntries([...headers].filter(([name]) => name !== "content-length")),
  body: Buffer.from(body).toString(),
});

it.each([
  ["stripe", "invoice-payment-failed", 1781530200000, "fields"],
  ["paddle", "transaction-payment-failed", 1781530200000, "fields with a separator of their own"],
  ["persona", "inquiry-completed", 1781530199000, "groups of fields"],
  ["courier", "message-updated", 1781530199700, "fields with milliseconds"],
  ["pagerduty", "incident-triggered", 1781530200000, "a field and no time"],
  ["slack", "app-mention", 1781530200000, "a prefix, and the time in a header"],
  ["webflow", "form-submitted", 1781530199300, "the time in a header in milliseconds"],
  ["adyen", "platform-account-holder-created", 1781530200000, "a key in hex"],
  ["hibob", "employee-updated", 1781530200000, "SHA-512"],
  ["sinch", "message-delivered", 1781530200000, "a nonce that is there"],
  ["ecwid", "order-updated", 1781530200000, "members of the body"],
  ["docusign", "recipient-completed", 1781530200000, "the first of several headers"],
  ["hubspot", "v2-association", 1781530200000, "a plain hash over the secret"],
  ["cloudinary", "upload-sha1", 1781530200000, "the first of several hashes"],
  ["mercadopago", "payment-updated", 1781530198000, "a manifest"],
  ["twilio", "call-completed", 1781530200000, "URL and form"],
  ["twilio", "message-sent-by-get", 1781530200000, "a URL alone"],
  ["mandrill", "bounce-and-open", 1781530200000, "URL and form, at another vendor"],
  ["alertmanager", "two-alerts-basic", 1781530200000, "a password"],
  ["alertmanager", "two-alerts-bearer", 1781530200000, "a token behind a prefix"],
  ["amplitude", "event", 1781530200000, "a token"],
])("signs as %s did: %s at %i (%s)", async (id, name, now) => {
  const { signature, bare, secret, recorded } = await unsigned(id, name);
  const signed = await sign(signature, bare, secret, now);
  expect(signed && seen(signed)).toEqual(seen(recorded));
});

const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex" } as const;
const now = 1781530200_500;
const post = (body: string, type = "application/json", url = "https://a.example/hook"): WebhookRequest => ({
  method: "POST",
  url,
  query: url.split("?")[1] ?? "",
  headers: new Map([["content-type", type]]),
  body: Buffer.from(body),
});
const form = "application/x-www-form-urlencoded";
const json = post('{"type":"a"}');
const text = "a secret of some length";

async function signedBy(signature: Signature, request: WebhookRequest, secret: string, verifier = secret) {
  const signed = await sign(signature, request, secret, now);
  if (!signed) throw new Error("not signed");
  return {
    signed,
    verdict: await verifyRequest(signature, signed, { secrets: [new Secret(verifier)], nowMs: now }),
  };
}

async function schemeOf(id: string, variant?: string): Promise<Signature> {
  const list = signaturesOf(await loadProvider(id));
  const found = list.find((one) => variant === undefined || one.variant === variant);
  if (!found) throw new Error(`no scheme of ${id}`);
  return found;
}

const key32 = Buffer.alloc(32, 7);
it.each([
  ["canonical request", "contentful", undefined, json, text],
  [
    "canonical request with a query",
    "contentful",
    undefined,
    post("{}", "a/b", "https://a.example/h?a=%20b"),
    text,
  ],
  ["sorted parameters", "vonage-sms-signed", undefined, post("b=2&a=1%26", form), text],
  [
    "sorted parameters of query and form",
    "vonage-sms-signed",
    undefined,
    post("b=2", form, "https://a.example/h?z=1"),
    text,
  ],
  ["a manifest with what is missing", "mercadopago", undefined, json, text],
  ["a body by its hash in the URL", "twilio", undefined, json, text],
  [
    "the same behind a query",
    "twilio",
    undefined,
    post("{}", "application/json", "https://a.example/h?z=1"),
    text,
  ],
  ["URL, form and nonce", "plivo", "v3", post("b=2&a=1", form, "https://a.example/h?z=1&y=2"), text],
  ["a prefixed key in base64", "svix", undefined, json, `whsec_${key32.toString("base64")}`],
  ["a bare key in base64", "svix", undefined, json, key32.toString("base64")],
  ["a key as text", "bigcommerce", undefined, json, text],
  ["a key as text by its prefix", "whop", undefined, json, "ws_abcdefgh"],
  ["another key where text has a prefix", "whop", undefined, json, key32.toString("base64")],
  ["an ISO time and an id", "twitch", undefined, json, text],
  ["time first in the header", "recurly", undefined, json, text],
  ["a field of any name", "boldsign", undefined, json, text],
  ["a field of any name with a sign of its own", "worldpay", undefined, json, "0123456789abcdef"],
  ["further fields of the header", "hygraph", undefined, json, text],
  ["a signature in a form", "braintree", undefined, post("bt_payload=eA", form), text],
  ["a signature in the query", "pandadoc", undefined, json, text],
  ["a signature and its time in the body", "mailgun", undefined, json, text],
])("is verified: %s", async (_, id, variant, request, secret) => {
  const { verdict } = await signedBy(await schemeOf(id, variant), request, secret);
  expect(verdict).toMatchObject({ ok: true });
});

const pem = (key: { export(options: { format: "pem"; type: "pkcs8" }): string | Buffer }): string =>
  key.export({ format: "pem", type: "pkcs8" }).toString();
const pairs = {
  ed25519: generateKeyPairSync("ed25519"),
  ec: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  rsa: generateKeyPairSync("rsa", { modulusLength: 2048 }),
};
it.each([
  ["discord", pairs.ed25519],
  ["telnyx", pairs.ed25519],
  ["sendgrid", pairs.ec],
  ["wise", pairs.rsa],
  ["paddle-classic", pairs.rsa],
])("signs with a private key where %s would", async (id, { privateKey, publicKey }) => {
  const signature = await schemeOf(id);
  if (signature.scheme !== "public-key") throw new Error("another scheme");
  const spki = publicKey.export({ format: "der", type: "spki" });
  const forms = {
    pem: publicKey.export({ format: "pem", type: "spki" }).toString(),
    "spki-base64": spki.toString("base64"),
    "raw-hex": spki.subarray(-32).toString("hex"),
    "raw-base64": spki.subarray(-32).toString("base64"),
  };
  const request = id === "paddle-classic" ? post("a=1", form) : json;
  const { verdict } = await signedBy(signature, request, pem(privateKey), forms[signature.key]);
  expect(verdict).toMatchObject({ ok: true });
});

it("gives a missing part of the signed text a value and keeps one that is there", async () => {
  const signature: Signature = {
    scheme: "hmac",
    hash: "sha256",
    encoding: "hex",
    header: "x-signature",
    signed: "header:x-literal {header:x-id}{query:q}{header:x-more?}{body}",
  };
  const { signed, verdict } = await signedBy(signature, changeHeader(json, "x-id", "kept"), text);
  expect(verdict).toMatchObject({ ok: true });
  expect(Object.fromEntries(signed.headers)).toMatchObject({ "x-id": "kept", "x-more": "sample" });
  expect(signed.headers.has("x-literal")).toBe(false);
  expect(signed.query).toBe("q=sample");
  expect(Buffer.from(signed.body).toString()).toBe('{"type":"a"}');
});

it("names the signature's field where any name will do", async () => {
  const { signed } = await signedBy(await schemeOf("boldsign"), json, text);
  expect(signed.headers.get("x-boldsign-signature")).toMatch(/^t=1781530200,key=[0-9a-f]{64}$/);
});

it("puts further fields of the header before the signature", async () => {
  const fields = { signature: "s" };
  const two: Signature = { ...hmac, header: "x", fields, signed: "{field:a}{field:b}{body}" };
  const { verdict, signed: both } = await signedBy(two, json, text);
  expect(verdict).toMatchObject({ ok: true });
  expect(both.headers.get("x")).toMatch(/^a=sample,b=sample,s=[0-9a-f]{64}$/);
  const { signed } = await signedBy(await schemeOf("hygraph"), json, text);
  expect(signed.headers.get("gcms-signature")).toMatch(/env=sample,.*sign=/);
});

it("gives every delivery an id of its own, and the same to the same", async () => {
  const signature = await schemeOf("svix");
  const secret = key32.toString("base64");
  const idAt = async (request: WebhookRequest, at: number) =>
    (await sign(signature, request, secret, at))?.headers.get("svix-id");
  const id = await idAt(json, now);
  expect(id).toMatch(/^msg_[0-9a-f]{24}$/);
  expect(await idAt(json, now)).toBe(id);
  expect(await idAt(json, now + 1)).not.toBe(id);
  expect(await idAt(post("{}"), now)).not.toBe(id);
});

it("sets the header that chooses the scheme", async () => {
  const { signed } = await signedBy(await schemeOf("hubspot", "v1"), json, text);
  expect(signed.headers.get("x-hubspot-signature-version")).toBe("v1");
  const hash = createHash("sha256").update(`${text}{"type":"a"}`).digest("hex");
  expect(signed.headers.get("x-hubspot-signature")).toBe(hash);
});

it.each<[string, Signature, WebhookRequest, string]>([
  ["the key is the vendor's", { scheme: "aws-sns", toleranceSeconds: 1 }, json, text],
  ["a body is no form and has no place for its hash", { scheme: "twilio", header: "x" }, json, text],
  ["a body is no form", { scheme: "plivo", header: ["x"], nonce: "header:n" }, json, text],
  ["the secret is no key", { ...hmac, header: "x", key: "hex" }, json, "no hex"],
  ["the secret is no key of the standard", { scheme: "standard-webhooks", prefix: "x" }, json, "no base64!"],
  ["the signature has no place", hmac, json, text],
  ["nothing is signed", { ...hmac, header: "x", signed: [] }, json, text],
  ["no time is signed", { scheme: "canonical-request", header: "x", signedHeaders: "y" }, json, text],
])("does not sign where %s", async (_, signature, request, secret) => {
  expect(await sign(signature, request, secret, now)).toBeUndefined();
});

it("does not sign a form that can't be written as it would be signed", async () => {
  const signature = { ...hmac, header: "x", signed: "{form as php without s}" } as const;
  expect(await sign(signature, json, text, now)).toBeUndefined();
});
