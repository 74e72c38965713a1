import { isForm } from "../facts.ts";
import type { WebhookRequest } from "../request.ts";
import { boundaryOf } from "./multipart.ts";

const pairOf = (name: string, value: string): string => new URLSearchParams([[name, value]]).toString();

const nameOf = (pair: string): string => {
  const [[name = ""] = []] = [...new URLSearchParams(pair)];
  return name;
};

/** A URL-encoded text with another value for a name: in place of the first of that name, or at the end. Other pairs keep their spelling. */
export function withPair(text: string, name: string, value: string, pair = pairOf(name, value)): string {
  const pairs = text === "" ? [] : text.split("&");
  const at = pairs.findIndex((one) => nameOf(one) === name);
  return (at === -1 ? [...pairs, pair] : pairs.with(at, pair)).join("&");
}

/** A multipart body with another value for a text field; the field is added at the end where there is none. */
function withPart(body: Uint8Array, boundary: string, name: string, value: string): Uint8Array {
  // As bytes: a file is seldom UTF-8.
  const text = Buffer.from(body).toString("latin1");
  const bytes = Buffer.from(value).toString("latin1");
  const parts = `\r\n${text}`.split(`\r\n--${boundary}`);
  const at = parts.findIndex((part) => {
    const [head = ""] = part.split("\r\n\r\n", 1);
    return head.includes(`; name="${name}"`) && !/\bfilename\*?=/i.test(head);
  });
  const [head = ""] = (parts[at] ?? "").split("\r\n\r\n", 1);
  const part =
    at === -1
      ? `\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${bytes}`
      : `${head}\r\n\r\n${bytes}`;
  const changed = at === -1 ? parts.toSpliced(-1, 0, part) : parts.with(at, part);
  return Buffer.from(changed.join(`\r\n--${boundary}`).slice(2), "latin1");
}

/** A form, URL-encoded or multipart, with another value for a field. A body of another kind becomes a form. */
export function withFormField(request: WebhookRequest, name: string, value: string): WebhookRequest {
  const boundary = boundaryOf(request.headers.get("content-type"));
  if (boundary !== undefined) return { ...request, body: withPart(request.body, boundary, name, value) };
  const before = Buffer.from(request.body).toString();
  const form = isForm(request.headers.get("content-type")) ? before : new URLSearchParams(before).toString();
  const text = withPair(form, name, value);
  const headers = new Map([...request.headers, ["content-type", "application/x-www-form-urlencoded"]]);
  return { ...request, headers, body: new TextEncoder().encode(text) };
}
