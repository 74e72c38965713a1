import { factsOf } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { FormJsonHmacSignature, HmacSignature } from "../../core/signature.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { code } from "../parts/words.ts";
import type { Scheme } from "../scheme.ts";
import { scheme as hmac } from "./hmac.ts";

/** The same signature over the JSON alone. */
const inner = ({ scheme: _, field: __, ...rules }: FormJsonHmacSignature): HmacSignature => ({
  ...rules,
  scheme: "hmac",
});

/** A request with the JSON in its body's place. */
function unwrapped(request: WebhookRequest, json: string): WebhookRequest {
  const headers = new Map([...request.headers, ["content-type", "application/json"]]);
  return { ...request, headers, body: new TextEncoder().encode(json) };
}

/** HMAC over fields of the JSON in a form's field. Nothing else of the form is signed, so that only the JSON is kept. */
export const scheme: Scheme<FormJsonHmacSignature> = {
  locations: ({ from }) => [from],
  async verify(signature, attempt) {
    const { request } = attempt;
    if (request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
    const { document } = factsOf(request, signature.field);
    if (!document) return rejected("signature-missing");
    const json = unwrapped(request, document.text);
    const finding = await hmac.verify(inner(signature), { ...attempt, request: json, facts: factsOf(json) });
    return finding.ok ? { ...finding, content: json.body } : finding;
  },
  prove: (signature, stored) => hmac.prove(inner(signature), stored),
};

export const describe = ({ signed, field }: FormJsonHmacSignature): string =>
  `HMAC-SHA256 over ${code(signed)} of the JSON in ${code(field)}`;
