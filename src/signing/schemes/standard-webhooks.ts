import { Secret } from "../../core/secret.ts";
import { sha256 } from "../../core/sha256.ts";
import type { StandardWebhooksSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { keyBytes } from "../../signatures/parts/keys/secret-key.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

export const signer: Signer<StandardWebhooksSignature> = {
  sign({ prefix, key: format = "whsec" }, request, secret, nowMs) {
    const made = `msg_${sha256([request.body, String(nowMs)]).slice(0, 24)}`;
    const id = request.headers.get(`${prefix}-id`) || made;
    const timestamp = String(Math.floor(nowMs / 1000));
    const key = keyBytes(new Secret(secret), format);
    if (!key) return undefined;
    const digest = hmacOf({ hash: "sha256", encoding: "base64" }, key, [`${id}.${timestamp}.`, request.body]);
    const named = put(put(request, `header:${prefix}-id`, id), `header:${prefix}-timestamp`, timestamp);
    return put(named, `header:${prefix}-signature`, `v1,${digest}`);
  },
  secretForm: ({ key: format = "whsec" }) => ({ kind: "text", format }),
};
