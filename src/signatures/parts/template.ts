import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { decodeUtf8 } from "../../core/json/json.ts";
import { spanAt } from "../../core/json/json-text.ts";
import { memoize } from "../../core/memoize.ts";
import { documentPath, type Facts, readValue, type Value } from "../../core/pointers.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { SignedText } from "../../core/signature.ts";
import { phpSerialized } from "./php.ts";

/** A piece of the signed bytes. Text is UTF-8. */
export type SignedPart = string | Uint8Array;

/** The pieces as one run of bytes, which signatures by public key want. */
export const joined = (parts: readonly SignedPart[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** A template taken apart. */
interface Compiled {
  /** At even places literal text, at odd places the name in braces. */
  readonly pieces: readonly string[];
  /** The names in braces, without how they are rendered. */
  readonly names: readonly string[];
}

const compiled = memoize((template): Compiled => {
  const pieces = template.split(/\{([^{}]+)\}/);
  const names = pieces.filter((_, place) => place % 2 === 1);
  // A checksum is not the body: whoever wants can make another body with the same.
  return { pieces, names: names.map((name) => name.replace(/ (?:as (?!crc32)|in ).*|\?$/, "")) };
});

/** The templates of a scheme: the sender signs one of them. */
export function templatesOf({ signed = "{body}" }: SignedText): readonly string[] {
  return typeof signed === "string" ? [signed] : signed;
}

const escapeUnit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The body as text; undefined where it is none, or would lose a byte-order mark, which then nobody had signed. */
function bodyText(body: Uint8Array): string | undefined {
  const text = decodeUtf8(body);
  return text !== undefined && Buffer.byteLength(text) === body.length ? text : undefined;
}

/** A backslash before what is escaped by another would be read as one that was escaped itself (`\\u00e9` of `\é`): no JSON has it. */
const halfEscaped = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/;

/** Forms in which senders sign a body. */
const renderings = new Map<string, (body: Uint8Array) => SignedPart | undefined>([
  ["body as base64", (body) => Buffer.from(body).toString("base64")],
  ["body as sha256", (body) => createHash("sha256").update(body).digest()],
  ["body as crc32", (body) => String(crc32(body))],
  // What is no text has no JSON: undefined stays undefined.
  ["body as json", (body) => JSON.stringify(bodyText(body))],
  // JSON whose characters beyond ASCII and slashes were escaped when it was signed.
  [
    "body as ascii",
    (body) => {
      const text = bodyText(body);
      if (text === undefined || halfEscaped.test(text)) return undefined;
      return text.replace(/[^\0-\x7f]/g, escapeUnit).replace(/\\?\//g, "\\/");
    },
  ],
]);

/** Where a template's part comes from. */
export interface SignedFrom {
  readonly request: WebhookRequest;
  readonly facts: Facts;
  readonly timestamp: string | undefined;
  /** Fields of the signature's header, for `{field:name}`. */
  readonly fields?: ReadonlyMap<string, string>;
  /** Stands for `{secret}`. */
  readonly secret?: string | undefined;
}

/** The signed bytes in pieces, so that the body is never copied; undefined when something that is signed is missing. */
export function signedParts(template: string, from: SignedFrom): readonly SignedPart[] | undefined {
  const parts: SignedPart[] = [];
  const whole = compiled(template);
  const { pieces } = whole;
  // Neighbouring texts become one piece: each costs a call into the hash.
  let text = "";
  for (let place = 0; place < pieces.length; place++) {
    const piece = String(pieces[place]);
    const part = place % 2 === 0 ? piece : partOf(piece, from);
    if (part === undefined || (piece.startsWith("header:") && isTorn(part, whole, place))) return undefined;
    if (typeof part === "string") text += part;
    else {
      if (text !== "") parts.push(text);
      text = "";
      parts.push(part);
    }
  }
  if (text !== "") parts.push(text);
  return parts;
}

/**
 * True for a header's value that holds the text which sets it apart from its neighbours: it could have taken in the end of a body, or its
 * beginning, and what is left of that would be signed as well.
 */
function isTorn(part: SignedPart, { pieces, names }: Compiled, place: number): boolean {
  // A timestamp has a form of its own: where the text begins with one, or with nothing but fixed text, it is plain where that ends.
  const follows = names.slice(0, (place - 1) / 2).some((name) => name !== "timestamp");
  // Where no text stands between, a brace tells: a body begins with one, and no id holds any.
  const behind = pieces[place + 1] || (pieces[place + 2] && "{");
  return [follows && pieces[place - 1], behind].some((mark) => mark && String(part).includes(mark));
}

const phpForm = "form as php without ";

/** The parameters by name, percent-encoded. A `+` before a time's zone was meant as one. */
function queryInOrder(query: string): string {
  const zoned = query.replace(/\+(?=[0-9]{2}(?::|%3A)[0-9]{2}(?:&|$))/gi, "%2B");
  const parameters = new URLSearchParams(zoned);
  parameters.sort();
  return Array.from(
    parameters,
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  ).join("&");
}

/** The JSON text of an object or a list. */
function containerText(facts: Facts, pointer: string): string | undefined {
  const path = documentPath(facts, pointer);
  const { document } = facts;
  if (!path || !document) return undefined;
  const span = spanAt(document.text, path);
  const text = span && document.text.slice(span.start, span.end);
  return text && /[{[]/.test(text) ? text : undefined;
}

const signedValue = (facts: Facts, pointer: string): string | undefined =>
  readValue(facts, pointer as Value) ?? containerText(facts, pointer);

function partOf(
  name: string,
  { request, facts, timestamp, fields, secret = "" }: SignedFrom,
): SignedPart | undefined {
  const render = renderings.get(name);
  if (render) return render(request.body);
  switch (name) {
    case "body":
      return request.body;
    case "timestamp":
      return timestamp;
    case "method":
      return request.method;
    case "url":
      // No URL holds these as they are (RFC 3986): they are the beginning of a body that was signed behind it.
      return /\{|\[$/.test(request.url) ? undefined : request.url;
    case "url without query":
      return request.url.split("?", 1)[0];
    case "query in order":
      return queryInOrder(request.query);
    case "secret":
      return secret;
    default:
      if (name.startsWith(phpForm)) return phpSerialized(request, name.slice(phpForm.length));
      if (name.startsWith("field:")) return fields?.get(name.slice("field:".length));
      return name.endsWith("?") ? (signedValue(facts, name.slice(0, -1)) ?? "") : signedValue(facts, name);
  }
}

/** True when every template of the scheme holds `{name}`. */
export const signs = (rules: SignedText, name: string): boolean =>
  templatesOf(rules).every((template) => compiled(template).names.includes(name));

const aloneWith: readonly string[] = ["body", "timestamp", "secret"];

/** True for a template of the body as it stands, with nothing beside it but what every attempt has anew, the secret and fixed text. */
export function isBodyAlone(template: string): boolean {
  const { pieces, names } = compiled(template);
  return names.includes("body") && pieces.every((piece, at) => at % 2 === 0 || aloneWith.includes(piece));
}

/** Lower-case names of the headers that a template of the scheme holds. */
export const signedHeaders = (rules: SignedText): readonly string[] =>
  templatesOf(rules).flatMap((template) =>
    compiled(template).names.flatMap((name) =>
      name.startsWith("header:") ? name.slice("header:".length) : [],
    ),
  );

/** True when a template holds a value of the body, for which the body has to be read before it is believed. */
export const readsBody = (rules: SignedText): boolean =>
  templatesOf(rules).some((template) =>
    compiled(template).names.some((name) => /^(?:body:|form(?::|$))/.test(name)),
  );

const isPointer = (name: string): boolean => /^(?:header|query|form|body):/.test(name);

/** Everything that a signed value of the body covers: itself, and what stands in it. */
const coveredBy = (name: string): readonly string[] =>
  name.startsWith("body:/") ? [name, `${name}/`] : [name];

/** Pointers of the values that every template of the scheme holds, in the words of a proof. */
export function signedValues(rules: SignedText): readonly string[] {
  const named = templatesOf(rules).map((template) => compiled(template).names.filter(isPointer));
  const isHeld = (pointer: string): boolean =>
    named.every((names) =>
      names.some((name) => pointer === name || (name.startsWith("body:/") && pointer.startsWith(`${name}/`))),
    );
  return [...new Set(named.flat().filter(isHeld).flatMap(coveredBy))];
}
