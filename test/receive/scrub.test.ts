import { expect, it } from "vitest";
import { defineProvider, signaturesOf } from "../../src/core/provider.ts";
import { Secret } from "../../src/core/secret.ts";
import type { Signature } from "../../src/core/signature.ts";
import { deliveryOf } from "../../src/receive/delivery-of.ts";
import { scrub } from "../../src/receive/scrub.ts";

const token = "Kx7w+Vh2/PzQm4Ls";

it("takes a token out of the query, and out of the body where the sender repeats its URL", () => {
  const query = `token=${encodeURIComponent(token)}&a=ä`;
  const url = `https://hooks.example.com/hooks/acme?${query}`;
  const body = Buffer.from(JSON.stringify({ endpoint_url: url, token, note: "ä ☀" }));
  const scrubbed = scrub({ method: "POST", url, query, headers: new Map(), body }, ["query:token"]);
  expect(scrubbed.url).toBe("https://hooks.example.com/hooks/acme?token=%5Bredacted%5D&a=ä");
  expect(JSON.parse(Buffer.from(scrubbed.body).toString())).toEqual({
    endpoint_url: "https://hooks.example.com/hooks/acme?token=[redacted]&a=ä",
    token: "[redacted]",
    note: "ä ☀",
  });
});

it.each([
  ["as PHP writes JSON", (text: string) => text.replaceAll("/", "\\/")],
  ["as .NET writes JSON", (text: string) => text.replaceAll("+", "\\u002B")],
  ["percent-encoded in lower case", (text: string) => encodeURIComponent(text).toLowerCase()],
  ["percent-encoded as far as a query needs", (text: string) => text.replaceAll("+", "%2B")],
])("takes a token out of a body that repeats it %s", (_, write) => {
  const lower = token.toLowerCase();
  const query = `token=${encodeURIComponent(lower)}`;
  const url = `https://hooks.example.com/hooks/acme?${query}`;
  const body = Buffer.from(`{"url":"https://hooks.example.com/hooks/acme?token=${write(lower)}"}`);
  const scrubbed = scrub({ method: "POST", url, query, headers: new Map(), body }, ["query:token"]);
  expect(Buffer.from(scrubbed.body).toString()).toBe(
    '{"url":"https://hooks.example.com/hooks/acme?token=[redacted]"}',
  );
});

it("leaves a body without a token as it is", () => {
  const body = Buffer.from('{"a":"ä"}');
  const request = {
    method: "POST",
    url: "https://h.example/?token=abc123",
    query: "token=abc123",
    headers: new Map(),
    body,
  };
  expect(scrub(request, ["query:token"]).body).toBe(body);
});

it("takes a token out of a multipart form", () => {
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = Buffer.from(`${part("token", token)}${part("note", "ä")}--b--\r\n`);
  const headers = new Map([["content-type", "multipart/form-data; boundary=b"]]);
  const request = { method: "POST", url: "https://h.example/", query: "", headers, body };
  const scrubbed = scrub(request, ["form:token"]);
  expect(Buffer.from(scrubbed.body).toString()).toBe(
    `${part("token", "[redacted]")}${part("note", "ä")}--b--\r\n`,
  );
});

it("takes the token of another scheme of the provider out of a signed request", async () => {
  const provider = defineProvider({
    id: "both",
    name: "Both",
    category: "custom",
    docs: "https://example.com",
    setup: { where: "x", secret: "chosen-by-you" },
    signature: [
      { variant: "new", scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" },
      { variant: "old", scheme: "token", from: "query:token" },
    ],
    event: { source: "com.both", type: ["body:/type"] },
  });
  const query = `token=${encodeURIComponent(token)}`;
  const request = {
    method: "POST",
    url: `https://hooks.example.com/hooks/both?${query}`,
    query,
    headers: new Map([["x-signature", "00"]]),
    body: Buffer.from('{"type":"a"}'),
  };
  const ports = { newDeliveryId: () => "dlv_1", now: () => 0 };
  const source = { name: "both", provider, bus: "main", maxBodyBytes: 1_000 };
  const [signature] = signaturesOf(provider) as [Signature];
  const secrets = [new Secret(token)];
  const delivery = await deliveryOf({ source, request, signature, secrets }, ports);
  expect(JSON.stringify(delivery)).not.toContain(token);
  expect(delivery.url).toBe("https://hooks.example.com/hooks/both?token=%5Bredacted%5D");
});
