import { embeddedIn } from "../core/embedded.ts";
import { parseJson } from "../core/json.ts";
import { reach } from "../core/json-text.ts";
import { pathOf } from "../core/pointers.ts";
import { documentOf, type Payload } from "./payload.ts";

const redacted = '"[redacted]"';

/** A JSON text with every value at a path replaced, those under equal keys and in JSON within strings as well. */
function without(text: string, path: readonly string[]): string {
  let kept = "";
  let end = 0;
  for (const { span, rest } of reach(text, path)) {
    const replacement = rest.length === 0 ? redacted : within(text.slice(span.start, span.end), rest);
    kept += text.slice(end, span.start) + replacement;
    end = span.end;
  }
  return kept + text.slice(end);
}

/** A JSON string with what is at the path of the JSON that it holds replaced; the string as it is, where it holds nothing there. */
function within(string: string, path: readonly string[]): string {
  const embedded = embeddedIn(String(parseJson(string)?.value));
  if (!embedded) return string;
  const { text } = embedded.document;
  const kept = without(text, path);
  return kept === text ? string : JSON.stringify(embedded.hold(kept));
}

/**
 * The payload with every value at these pointers replaced by `"[redacted]"`, the rest of its text untouched. `*` stands for every element
 * and member.
 * @returns undefined when the payload is not JSON, for then nothing can be redacted
 */
export function redact(payload: Payload, pointers: readonly string[]): Payload | undefined {
  if (payload.kind === "none" || pointers.length === 0) return payload;
  const document = documentOf(payload);
  if (!document) return undefined;
  return { kind: "json", text: pointers.map(pathOf).reduce(without, document.text) };
}
