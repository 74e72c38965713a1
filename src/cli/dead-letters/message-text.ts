import { child, decodeUtf8, type Json, parseJson } from "../../core/json/json.ts";
import { harmless, painted } from "../text/paint.ts";
import { showNumber } from "../text/show-time.ts";

const bodyIndented = (text: string): readonly string[] =>
  text.split(/\r?\n/).map((line) => `  ${harmless(line)}`);

/** The body of a delivery's message: in base64 there, or an object of S3. */
function bodyLines(message: Json): readonly string[] {
  const bodyRef = child(message, "bodyRef");
  if (typeof bodyRef === "string") return [`  The body is in ${harmless(bodyRef)}.`];
  const bytes = Buffer.from(String(child(message, "body") ?? ""), "base64");
  const text = decodeUtf8(bytes);
  if (bytes.length === 0) return ["  It has no body."];
  return text === undefined
    ? [`  The body is ${showNumber(bytes.length)} bytes that are no text.`]
    : bodyIndented(text);
}

/**
 * A message as people read it: the request of a delivery, with its body decoded. Any other message, such as an event for a subscription, is shown
 * as it is.
 */
export function messageText(text: string): readonly string[] {
  const message = parseJson(text)?.value;
  const [method, url, headers] = ["method", "url", "headers"].map((name) => child(message, name));
  if (message === undefined || typeof method !== "string" || typeof url !== "string")
    return [painted("strong", "Message"), ...bodyIndented(text)];
  const named = typeof headers === "object" && headers !== null ? Object.entries(headers) : [];
  return [
    painted("strong", "Request"),
    `  ${harmless(`${method} ${url}`)}`,
    ...named.map(([name, value]) => `  ${harmless(`${name}: ${value}`)}`),
    "",
    ...bodyLines(message),
  ];
}
