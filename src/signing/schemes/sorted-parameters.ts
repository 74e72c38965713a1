import { isForm } from "../../core/facts.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { SortedParametersSignature } from "../../core/signature.ts";
import { hmacOf } from "../../signatures/parts/hmac-of.ts";
import { signedParameters } from "../../signatures/schemes/sorted-parameters.ts";
import { timestampOf } from "../draft.ts";
import { put } from "../put.ts";
import type { Signer } from "../signer.ts";

/** Where the request has its parameters. */
function parameterPlace({ body, headers }: WebhookRequest): "query:" | "form:" | "body:/" {
  if (body.length === 0) return "query:";
  return isForm(headers.get("content-type")) ? "form:" : "body:/";
}

export const signer: Signer<SortedParametersSignature> = {
  sign(signature, request, secret, nowMs) {
    const place = parameterPlace(request);
    const named = signature.timestamp?.replace(/^[a-z]+:\/?/, "");
    const timestamp = timestampOf(signature, nowMs);
    const draft = named === undefined ? request : put(request, `${place}${named}`, timestamp);
    const text = signedParameters(signature, draft);
    const [hash] = signature.hashes;
    if (hash === undefined || text === undefined) return undefined;
    const digest = hmacOf({ hash, encoding: "hex" }, Buffer.from(secret), [text]);
    return put(draft, `${place}${signature.parameter}`, digest);
  },
};
