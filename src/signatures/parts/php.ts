import { encodedFields } from "../../core/facts.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { sortedFields } from "./sorted-fields.ts";

const phpString = (value: string): string => `s:${Buffer.byteLength(value)}:"${value}";`;

/**
 * The fields of a form by name, as PHP's `serialize` writes an array of strings; undefined for another body,
 * and where a field is repeated.
 * @param signature name of the field with the signature, which is left out
 */
export function phpSerialized(request: WebhookRequest, signature: string): string | undefined {
  const all = encodedFields(request);
  const fields = new Map(all);
  if (!all || fields.size !== all.length) return undefined;
  fields.delete(signature);
  const members = sortedFields(fields).map(([name, value]) => phpString(name) + phpString(value));
  return `a:${fields.size}:{${members.join("")}}`;
}
