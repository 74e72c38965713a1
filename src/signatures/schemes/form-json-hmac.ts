import { factsOf } from "../../core/facts.ts";
import { rejected } from "../../core/outcome.ts";
import { unwrapped } from "../../core/request.ts";
import type { FormJsonHmacSignature } from "../../core/signature.ts";
import { matchesHmac } from "../parts/hmac-of.ts";
import { mostUnverifiedBytes } from "../parts/limits.ts";
import { proveTemplate, verifyTemplate } from "../parts/verify-template.ts";
import { code } from "../parts/words.ts";
import type { Scheme } from "../scheme.ts";

/** HMAC over fields of the JSON in a form field. The rest of the form is unsigned: only the JSON is kept. */
export const scheme: Scheme<FormJsonHmacSignature> = {
  locations: ({ from }) => [from],
  verify(signature, attempt) {
    const { request } = attempt;
    if (request.body.length > mostUnverifiedBytes) return rejected("signature-malformed");
    const { document } = factsOf(request, signature.field);
    if (!document) return rejected("signature-missing");
    const json = unwrapped(request, new TextEncoder().encode(document.text));
    const inner = { ...attempt, request: json, facts: factsOf(json) };
    const finding = verifyTemplate(signature, inner, matchesHmac(signature));
    return finding.ok ? { ...finding, content: json.body } : finding;
  },
  prove: proveTemplate,
};

export const describe = ({ signed, field }: FormJsonHmacSignature): string =>
  `HMAC-SHA256 over ${code(signed)} of the JSON in ${code(field)}`;
