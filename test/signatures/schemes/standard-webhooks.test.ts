import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import type { StandardWebhooksSignature } from "../../../src/core/signature.ts";
import { scheme as standardWebhooksScheme } from "../../../src/signatures/schemes/standard-webhooks.ts";
import { clock, judged, judgedBy } from "../../support/judged.ts";

// As https://www.standardwebhooks.com says it: HMAC-SHA256 or ed25519 over `id.timestamp.body`.
const scheme: StandardWebhooksSignature = { scheme: "standard-webhooks", prefix: "webhook" };
const key = Buffer.alloc(24, 7);
const secret = `whsec_${key.toString("base64")}`;
const body = '{"type":"x"}';

const text = (id: string, at: number, content = body): string => `${id}.${at}.${content}`;
const v1 = (id: string, at: number, bytes: Uint8Array | string = key): string =>
  `v1,${createHmac("sha256", bytes).update(text(id, at)).digest("base64")}`;

interface Change {
  readonly id?: string;
  readonly at?: number | string;
  readonly signature?: string;
  readonly secrets?: readonly string[];
  readonly scheme?: StandardWebhooksSignature;
  readonly body?: string;
}

const verdict = ({ id = "msg_1", at = clock, signature = v1("msg_1", clock), ...more }: Change = {}) =>
  judged(more.scheme ?? scheme, {
    headers: { "webhook-id": id, "webhook-timestamp": String(at), "webhook-signature": signature },
    body: more.body ?? body,
    secrets: more.secrets ?? [secret],
  });

describe("v1", () => {
  it("is valid, alone and among others", async () => {
    expect(await verdict()).toBe("ok");
    expect(await verdict({ signature: `v1,AAAA ${v1("msg_1", clock)} v2,BBBB` })).toBe("ok");
  });

  it("covers the id, the time and the body", async () => {
    expect(await verdict({ id: "msg_2" })).toBe("signature-mismatch");
    expect(await verdict({ at: clock - 1 })).toBe("signature-mismatch");
    expect(await verdict({ body: `${body} ` })).toBe("signature-mismatch");
    expect(await verdict({ signature: v1("msg_1", clock).slice(3) })).toBe("signature-mismatch");
  });

  it("is valid for five minutes", async () => {
    for (const [seconds, expected] of [
      [300, "ok"],
      [301, "timestamp-stale"],
      [-300, "ok"],
      [-301, "timestamp-ahead"],
    ] as const) {
      const at = clock - seconds;
      expect(await verdict({ at, signature: v1("msg_1", at) })).toBe(expected);
    }
    expect(await verdict({ at: clock - 301, signature: "v1,AAAA" })).toBe("signature-mismatch");
  });

  it("refuses an id into which a replay could have moved the beginning of the body", async () => {
    const mail = `{"text":"a.${clock}.","n":1}`;
    const signature = `v1,${createHmac("sha256", key)
      .update(text("msg_1", clock - 9, mail))
      .digest("base64")}`;
    expect(await verdict({ id: "msg_1", at: clock - 9, body: mail, signature })).toBe("ok");
    const torn = { id: `msg_1.${clock - 9}.{"text":"a`, at: clock, body: '","n":1}', signature };
    expect(await verdict(torn)).toBe("signature-malformed");
    expect(await verdict({ id: "a.1b.2", signature: v1("a.1b.2", clock) })).toBe("ok");
  });

  it("is malformed without an id or a time, and beyond sixteen signatures", async () => {
    expect(await verdict({ id: "" })).toBe("signature-malformed");
    expect(await verdict({ at: "" })).toBe("signature-malformed");
    const right = v1("msg_1", clock);
    expect(await verdict({ signature: `${"v1,AAAA ".repeat(15)}${right}` })).toBe("ok");
    expect(await verdict({ signature: `${"v1,AAAA ".repeat(16)}${right}` })).toBe("signature-malformed");
    expect(await verdict({ signature: "" })).toBe("signature-missing");
  });
});

describe("a secret", () => {
  it("is base64, with its prefix or without it, and never the prefix alone", async () => {
    expect(await verdict({ secrets: [key.toString("base64")] })).toBe("ok");
    expect(await verdict({ secrets: [` ${secret}\n`] })).toBe("ok");
    await expect(verdict({ secrets: ["whsec_"] })).rejects.toMatchObject({ code: "secret-unusable" });
    await expect(verdict({ secrets: ["not base64!"] })).rejects.toMatchObject({ code: "secret-unusable" });
    const known = v1("msg_1", clock, Buffer.from("whsec_", "base64"));
    await expect(verdict({ secrets: ["whsec_"], signature: known })).rejects.toThrow();
  });

  it("needs its prefix where the scheme says so", async () => {
    const strict = { ...scheme, key: { prefix: "whsec_", decode: "base64" } } as const;
    expect(await verdict({ scheme: strict })).toBe("ok");
    await expect(verdict({ scheme: strict, secrets: [key.toString("base64")] })).rejects.toMatchObject({
      code: "secret-unusable",
    });
  });

  it("is text where it begins so, or the scheme says so", async () => {
    const textual = { ...scheme, key: { textPrefix: "acme_" } } as const;
    const own = "acme_c2VjcmV0";
    expect(await verdict({ scheme: textual, secrets: [own], signature: v1("msg_1", clock, own) })).toBe("ok");
    expect(await verdict({ scheme: textual })).toBe("ok");
    const blank = { scheme: textual, secrets: [` ${own}`], signature: v1("msg_1", clock, own) };
    expect(await verdict(blank)).toBe("ok");
    const plain = { ...scheme, key: "utf8" } as const;
    const signature = v1("msg_1", clock, "whpk_abc");
    expect(await verdict({ scheme: plain, secrets: ["whpk_abc"], signature })).toBe("ok");
  });
});

describe("v1a", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const secrets = [`whpk_${raw.toString("base64")}`];
  const v1a = (content = body): string =>
    `v1a,${sign(null, Buffer.from(text("msg_1", clock, content)), privateKey).toString("base64")}`;

  it("is valid, alone and among others", async () => {
    expect(await verdict({ secrets, signature: v1a() })).toBe("ok");
    expect(await verdict({ secrets, signature: `v1,AAAA v1a,AAAA ${v1a()}` })).toBe("ok");
    expect(await verdict({ secrets: [secret, ` ${secrets[0]}`], signature: v1a() })).toBe("ok");
  });

  it("is valid beside HMAC keys of another prefix, but not where the secret's text is the key", async () => {
    const under = (key: StandardWebhooksSignature["key"] & object) =>
      verdict({ scheme: { ...scheme, key }, secrets, signature: v1a() });
    expect(await under({ prefix: "whsec_", decode: "base64" })).toBe("ok");
    expect(await under({ textPrefix: "ws_" })).toBe("ok");
    const text = { ...scheme, key: "utf8" } as const;
    expect(await verdict({ scheme: text, secrets, signature: v1a() })).toBe("signature-mismatch");
    const kindUnder = (signature: StandardWebhooksSignature) =>
      standardWebhooksScheme.keyKind?.(signature, new Secret(secrets.join()));
    expect([kindUnder(scheme), kindUnder(text)]).toEqual(["key", "text"]);
  });

  it("covers the body, and is never valid as a signature of another kind", async () => {
    expect(await verdict({ secrets, signature: v1a(`${body} `) })).toBe("signature-mismatch");
    expect(await verdict({ secrets, signature: v1a().replace("v1a,", "v1,") })).toBe("signature-mismatch");
    expect(await verdict({ secrets, signature: v1a().replace("v1a,", "v1a,%") })).toBe("signature-mismatch");
    expect(await verdict({ secrets, signature: `v1a,AAAA ${v1a().slice(4)}` })).toBe("signature-mismatch");
    expect(await verdict({ secrets })).toBe("signature-mismatch");
    expect(await verdict({ secrets, signature: `v1a,AAAA ${v1a().replace("v1a,", "v1b,")}` })).toBe(
      "signature-mismatch",
    );
  });

  it("needs a key of 32 bytes", async () => {
    const short = [`whpk_${raw.subarray(1).toString("base64")}`];
    const unusable = { code: "secret-unusable" };
    await expect(verdict({ secrets: short, signature: v1a() })).rejects.toMatchObject(unusable);
    await expect(verdict({ secrets: short })).rejects.toMatchObject(unusable);
  });
});

it("each prefix is a scheme of its own, and the first that the request uses counts", async () => {
  const svix = { ...scheme, prefix: "svix" };
  const headers = {
    "svix-id": "msg_1",
    "svix-timestamp": String(clock),
    "svix-signature": v1("msg_1", clock),
  };
  expect(await judged([scheme, svix], { headers, body, secrets: [secret] })).toBe("ok");
  expect(await judged(scheme, { headers, body, secrets: [secret] })).toBe("signature-missing");
  expect(await judgedBy(standardWebhooksScheme, scheme, { headers, body })).toBe("signature-missing");
  const empty = { ...headers, "svix-signature": "" };
  expect(await judgedBy(standardWebhooksScheme, svix, { headers: empty, body })).toBe("signature-malformed");
});
