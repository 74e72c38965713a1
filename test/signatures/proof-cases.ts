import type { WebhookRequest } from "../../src/core/request.ts";
import type { Signature } from "../../src/core/signature.ts";
import { requestOf } from "../support/judged.ts";

export const form = (body: string, query = ""): WebhookRequest => ({
  method: "POST",
  url: `https://hooks.example.com/hooks/a${query && `?${query}`}`,
  query,
  headers: new Map([["content-type", "application/x-www-form-urlencoded"]]),
  body: Buffer.from(body),
});

export const plivo: Signature = { scheme: "plivo", header: ["x-signature"], nonce: "header:x-nonce" };
export const twilio: Signature = { scheme: "twilio", header: "x-signature" };
export const sorted: Signature = { scheme: "sorted-parameters", parameter: "sig", hashes: ["sha256"] };

export const json = { "content-type": "application/json" };
export const url = "https://hooks.example.com/hooks/a?q=1";
export const body = '{"a":"x","list":[{"a":"1","b":{"c":"2"}},{"a":"3"}]}';
export const request = requestOf({ url, body, headers: { ...json, "webhook-id": "msg_1", "x-id": "i1" } });
export const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "x-signature" } as const;
