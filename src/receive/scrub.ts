import { factsOf, isForm } from "../core/facts.ts";
import { matchesAt } from "../core/json/json-matches.ts";
import { redacted } from "../core/logs/redacted.ts";
import { type Pointer, pathOf } from "../core/pointers.ts";
import type { WebhookRequest } from "../core/request.ts";
import { anySpelling } from "../core/text/spellings.ts";

/** Shorter tokens also occur in other texts by coincidence and are not searched for. */
const shortestRepeated = 8;

/** A query or form with the value of one parameter replaced. Every other byte stays. */
function scrubPairs(text: string, name: string): string {
  return text
    .split("&")
    .map((pair) => {
      const [key = ""] = pair.split("=", 1);
      const [[found] = [""]] = new URLSearchParams(`${key}=`);
      return found === name ? `${key}=${encodeURIComponent(redacted)}` : pair;
    })
    .join("&");
}

function scrubBody(request: WebhookRequest, path: readonly string[]): WebhookRequest {
  const { document } = factsOf(request);
  if (!document || path.length === 0) return request;
  let { text } = document;
  for (const { span } of [...matchesAt(document, path)].reverse())
    text = `${text.slice(0, span.start)}"${redacted}"${text.slice(span.end)}`;
  return text === document.text ? request : { ...request, body: new TextEncoder().encode(text) };
}

/** The body without the token of the URL, which some vendors repeat with the URL that they call. */
function scrubRepeated(body: Uint8Array, token: string): Uint8Array {
  const text = Buffer.from(body).toString("latin1");
  const scrubbed = text.replace(anySpelling(token), redacted);
  return scrubbed === text ? body : Buffer.from(scrubbed, "latin1");
}

/** A multipart form without the value of a field, which is between a blank line and the next boundary. */
function scrubParts(request: WebhookRequest, name: string): WebhookRequest {
  const value = factsOf(request).form(name);
  if (!value) return request;
  const framed = (text: string): string => Buffer.from(`\r\n\r\n${text}\r\n--`).toString("latin1");
  const text = Buffer.from(request.body).toString("latin1").replaceAll(framed(value), framed(redacted));
  return { ...request, body: Buffer.from(text, "latin1") };
}

function scrubPlace(request: WebhookRequest, place: Pointer): WebhookRequest {
  const name = place.slice(place.indexOf(":") + 1);
  if (place.startsWith("query:") && request.query !== "") {
    const token = new URLSearchParams(request.query).get(name);
    const query = scrubPairs(request.query, name);
    const body =
      token && token.length >= shortestRepeated ? scrubRepeated(request.body, token) : request.body;
    return { ...request, query, url: `${request.url.split("?", 1)[0]}?${query}`, body };
  }
  if (place.startsWith("form:")) {
    if (!isForm(request.headers.get("content-type"))) return scrubParts(request, name);
    const text = scrubPairs(Buffer.from(request.body).toString("latin1"), name);
    return { ...request, body: Buffer.from(text, "latin1") };
  }
  return place.startsWith("body:") ? scrubBody(request, pathOf(name)) : request;
}

/** The request without the secrets in its URL and body. Of its headers only the allowed ones are stored. */
export const scrub = (request: WebhookRequest, places: readonly Pointer[]): WebhookRequest =>
  places.reduce(scrubPlace, request);
