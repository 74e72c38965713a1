import { createHash, createPrivateKey, sign as signBytes } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import { factsOf } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import { Secret } from "../core/secret.ts";
import type { Freshness, JwtSignature, Signature, SignatureLayout } from "../core/signature.ts";
import { hmacOf } from "./hmac.ts";
import { keyBytes, sha256 } from "./key.ts";
import { signedParts } from "./signed-text.ts";
import { signedForm } from "./twilio.ts";

/** What a signer adds to a request. */
export interface Signed {
  readonly headers: ReadonlyMap<string, string>;
  readonly url: string;
}

function timestampOf(rules: Freshness, nowMs: number): string {
  if (rules.timestampUnit === "iso") return new Date(nowMs).toISOString();
  return String(rules.timestampUnit === "ms" ? nowMs : Math.floor(nowMs / 1000));
}

function headersOf(
  layout: SignatureLayout & Freshness,
  timestamp: string,
  signature: string,
): Map<string, string> {
  const headers = new Map<string, string>();
  if (layout.timestamp?.startsWith("header:")) headers.set(layout.timestamp.slice(7), timestamp);
  const { fields } = layout;
  if (!fields) return headers.set(layout.header, `${layout.prefix ?? ""}${signature}`);
  const stamp = fields.timestamp ? `${fields.timestamp}=${timestamp}${layout.separator ?? ","}` : "";
  return headers.set(layout.header, `${stamp}${fields.signature}=${signature}`);
}

async function jwtFor(
  scheme: JwtSignature,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
): Promise<string> {
  const key = scheme.key === "utf8" ? new TextEncoder().encode(secret) : await importJWK(JSON.parse(secret));
  const issued = Math.floor(nowMs / 1000);
  return new SignJWT({
    [scheme.bodyHash.claim]: createHash("sha256").update(request.body).digest(scheme.bodyHash.encoding),
  })
    .setProtectedHeader({ alg: scheme.algorithms[0] ?? "HS256" })
    .setIssuedAt(issued)
    .setExpirationTime(issued + 300)
    .sign(key);
}

/**
 * Signs a sample as the vendor would, for the development runtime. It is no witness: tests take their signatures from
 * vendors' SDKs and documents.
 * @param secret the source's secret; for public-key schemes and JWKs the private key (PEM, JWK)
 * @returns undefined when the scheme can't be signed here (Amazon alone holds the SNS keys)
 */
export async function sign(
  signature: Signature,
  request: WebhookRequest,
  secret: string,
  nowMs: number,
): Promise<Signed | undefined> {
  const { url } = request;
  const only = signature.only ? [[signature.only.header, signature.only.equals] as const] : [];
  switch (signature.scheme) {
    case "hmac":
    case "keyed-hash":
    case "public-key": {
      const timestamp = timestampOf(signature, nowMs);
      const headers = new Map([...request.headers, ...only, ...headersOf(signature, timestamp, "")]);
      const parts = signedParts(
        signature,
        { ...request, headers },
        factsOf({ ...request, headers }),
        timestamp,
        secret,
      );
      if (!parts) return undefined;
      const key = signature.scheme === "hmac" && keyBytes(new Secret(secret), signature.key);
      const bytes = Buffer.concat(parts.map((part) => Buffer.from(part)));
      let text: string;
      if (signature.scheme === "keyed-hash")
        text = createHash(signature.hash).update(bytes).digest(signature.encoding);
      else if (signature.scheme === "public-key")
        text = signBytes(
          signature.algorithm === "ed25519" ? null : "sha256",
          bytes,
          createPrivateKey(secret),
        ).toString(signature.encoding);
      else if (signature.scheme === "hmac" && key) text = hmacOf(signature, key, [bytes]);
      else return undefined;
      return { url, headers: new Map([...only, ...headersOf(signature, timestamp, text)]) };
    }
    case "standard-webhooks": {
      const [prefix] = signature.headers;
      const id = `msg_${sha256([request.body, String(nowMs)]).slice(0, 24)}`;
      const timestamp = String(Math.floor(nowMs / 1000));
      const key =
        keyBytes(new Secret(secret), { prefix: "whsec_", decode: "base64" }) ??
        keyBytes(new Secret(secret), "base64");
      if (!key) return undefined;
      const digest = hmacOf({ hash: "sha256", encoding: "base64" }, key, [
        `${id}.${timestamp}.`,
        request.body,
      ]);
      return {
        url,
        headers: new Map([
          [`${prefix}-id`, id],
          [`${prefix}-timestamp`, timestamp],
          [`${prefix}-signature`, `v1,${digest}`],
        ]),
      };
    }
    case "token":
      return signature.from.startsWith("header:")
        ? { url, headers: new Map([[signature.from.slice(7), `${signature.prefix ?? ""}${secret}`]]) }
        : undefined;
    case "basic-auth":
      return {
        url,
        headers: new Map([["authorization", `Basic ${Buffer.from(secret).toString("base64")}`]]),
      };
    case "jwt":
      return {
        url,
        headers: new Map([
          [signature.header, `${signature.prefix ?? ""}${await jwtFor(signature, request, secret, nowMs)}`],
        ]),
      };
    case "twilio": {
      const hash = signedForm(signature, request) === undefined ? sha256([request.body]) : undefined;
      const signedUrl = hash
        ? `${url}${url.includes("?") ? "&" : "?"}${signature.bodyHashQuery}=${hash}`
        : url;
      const text = [signedUrl, hash ? "" : (signedForm(signature, request) ?? "")];
      return {
        url: signedUrl,
        headers: new Map([
          [signature.header, hmacOf({ hash: "sha1", encoding: "base64" }, Buffer.from(secret), text)],
        ]),
      };
    }
    case "aws-sns":
      return undefined;
  }
}
