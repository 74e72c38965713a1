import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { decodeUtf8 } from "../../core/json/json.ts";
import { spanAt } from "../../core/json/json-text.ts";
import { memoize, memoizeFor } from "../../core/memoize.ts";
import { documentPath, type Facts, readValue, type Value } from "../../core/pointers.ts";
import type { WebhookRequest } from "../../core/request.ts";
import type { BodyRendering, SignedText } from "../../core/signature.ts";
import { phpSerialized } from "./php.ts";

/** A piece of the signed bytes. Text is UTF-8. */
export type SignedPart = string | Uint8Array;

/** The parts as one buffer, for signatures by public key. */
export const joined = (parts: readonly SignedPart[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** A template taken apart. */
interface Compiled {
  /** Literal text at even indexes, the names in braces at odd ones. */
  readonly pieces: readonly string[];
  /** The names in braces, without their rendering. */
  readonly names: readonly string[];
}

const compiled = memoize((template): Compiled => {
  const pieces = template.split(/\{([^{}]+)\}/);
  const names = pieces.filter((_, index) => index % 2 === 1);
  // `{body as crc32}` does not sign the body: an attacker can make another body with the same checksum.
  return { pieces, names: names.map((name) => name.replace(/ (?:as (?!crc32)|in ).*|\?$/, "")) };
});

/** The templates of a scheme, of which the sender signs one. */
export function templatesOf({ signed = "{body}" }: SignedText): readonly string[] {
  return typeof signed === "string" ? [signed] : signed;
}

/** The names in the braces of all templates. */
const signedNames = (rules: SignedText): readonly string[] =>
  templatesOf(rules).flatMap((template) => compiled(template).names);

const escapeUnit = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * The body as text; undefined when it is not UTF-8, or has a byte-order mark, which decoding leaves unsigned.
 */
function bodyText(body: Uint8Array): string | undefined {
  const text = decodeUtf8(body);
  return text !== undefined && Buffer.byteLength(text) === body.length ? text : undefined;
}

/**
 * A replay could spell a signed `\\u00e9` as `\é`, which is escaped to the same text. No JSON contains that.
 */
const halfEscaped = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/;

type RenderBody = (body: Uint8Array) => SignedPart | undefined;

/** The renderings of a body that senders sign. */
const renderings = new Map<string, RenderBody>(
  Object.entries({
    "body as base64": (body) => Buffer.from(body).toString("base64"),
    "body as sha256": (body) => createHash("sha256").update(body).digest(),
    "body as crc32": (body) => String(crc32(body)),
    // JSON.stringify gives undefined for undefined.
    "body as json": (body) => JSON.stringify(bodyText(body)),
    // JSON with non-ASCII characters and slashes escaped.
    "body as ascii": (body) => {
      const text = bodyText(body);
      if (text === undefined || halfEscaped.test(text)) return undefined;
      return text.replace(/[^\0-\x7f]/g, escapeUnit).replace(/\\?\//g, "\\/");
    },
  } satisfies Record<`body as ${BodyRendering}`, RenderBody>),
);

/** The sources of a template's parts. */
export interface SignedFrom {
  readonly request: WebhookRequest;
  readonly facts: Facts;
  readonly timestamp: string | undefined;
  /** Fields of the signature header, for `{field:name}`. */
  readonly fields?: ReadonlyMap<string, string>;
  /** The value of `{secret}`. */
  readonly secret?: string | undefined;
}

/** The signed bytes in parts, so that the body is never copied; undefined when a signed value is missing. */
export function signedParts(template: string, from: SignedFrom): readonly SignedPart[] | undefined {
  const parts: SignedPart[] = [];
  const whole = compiled(template);
  const { pieces } = whole;
  // Neighbouring texts become one part: each costs a call into the hash.
  let text = "";
  for (let index = 0; index < pieces.length; index++) {
    const piece = String(pieces[index]);
    const part = index % 2 === 0 ? piece : partOf(piece, from);
    if (part === undefined || (piece.startsWith("header:") && isTorn(part, whole, index))) return undefined;
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

/** A part of the signed bytes with the name that the template has for it; undefined for the template's own text. */
export interface NamedPart {
  readonly name: string | undefined;
  /** Undefined where the request lacks it. */
  readonly part: SignedPart | undefined;
}

/** The signed bytes in parts, to be shown: each with its name. */
export const namedParts = (template: string, from: SignedFrom): readonly NamedPart[] =>
  compiled(template).pieces.flatMap((piece, index): readonly NamedPart[] =>
    index % 2 === 1
      ? [{ name: piece, part: partOf(piece, from) }]
      : piece === ""
        ? []
        : [{ name: undefined, part: piece }],
  );

/** True for a header that contains its separator: a replay could have moved part of a body into it. */
function isTorn(part: SignedPart, { pieces, names }: Compiled, index: number): boolean {
  // The separator before it counts after a value, unless that is a timestamp: its form shows where it ends.
  const followsValue = names.slice(0, (index - 1) / 2).some((name) => name !== "timestamp");
  // Without a separator after it, `{` is the mark: a body begins with it, and no id contains it.
  const after = pieces[index + 1] || (pieces[index + 2] && "{");
  return [followsValue && pieces[index - 1], after].some((mark) => mark && String(part).includes(mark));
}

const phpForm = "form as php without ";

/** The parameters in the order of their names, percent-encoded. */
function queryInOrder(query: string): string {
  // The `+` of a time zone (`+02:00`) is a plus, not a space.
  const zoned = query.replace(/\+(?=[0-9]{2}(?::|%3A)[0-9]{2}(?:&|$))/gi, "%2B");
  const parameters = new URLSearchParams(zoned);
  parameters.sort();
  return Array.from(
    parameters,
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  ).join("&");
}

/** The JSON text of an object or list; undefined for other values. */
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
      // A replay could move the beginning of a body into the URL before it. No URL has these (RFC 3986).
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

/** True when every template contains `{name}`. */
export const signs = (rules: SignedText, name: string): boolean =>
  templatesOf(rules).every((template) => compiled(template).names.includes(name));

const besideBody: readonly string[] = ["body", "timestamp", "secret"];

const queryUse = memoizeFor((rules: SignedText): { readonly use: "text" | undefined } => ({
  use: signedNames(rules).some((name) => name === "url" || name === "query") ? "text" : undefined,
}));

/** `text` when a template contains the query as it is spelled: the URL, or the parameters in order. */
export const signsQuery = (rules: SignedText): "text" | undefined => queryUse(rules).use;

/** True when a template contains the URL, with or without its query. */
export const templateCoversUrl = (rules: SignedText): boolean =>
  signedNames(rules).some((name) => name === "url" || name === "url without query");

/** True for a template of the raw body with only the time, the secret and fixed text beside it. */
export function isBodyAlone(template: string): boolean {
  const { pieces, names } = compiled(template);
  return names.includes("body") && pieces.every((piece, at) => at % 2 === 0 || besideBody.includes(piece));
}

/** Lower-case names of the headers in the templates. */
export const signedHeaders = (rules: SignedText): readonly string[] =>
  signedNames(rules).flatMap((name) => (name.startsWith("header:") ? name.slice("header:".length) : []));

/** True when a template contains a value of the body, which is then parsed before it is verified. */
export const readsBody = (rules: SignedText): boolean =>
  signedNames(rules).some((name) => /^(?:body:|form(?::|$))/.test(name));

/**
 * True for a pointer to one value. One that ends in `:` or `/` would be a prefix in a proof: it would cover unsigned
 * values.
 */
const isPointer = (name: string): boolean => /^(?:header|query|form|body):.*[^:/]$/s.test(name);

/** What a signed value covers: itself, and in the body everything inside it. */
const coveredBy = (name: string): readonly string[] =>
  name.startsWith("body:/") ? [name, `${name}/`] : [name];

/** Pointers to the values that every template contains, as in `Proof.covers`. */
export function signedValues(rules: SignedText): readonly string[] {
  const named = templatesOf(rules).map((template) => compiled(template).names.filter(isPointer));
  const isHeld = (pointer: string): boolean =>
    named.every((names) =>
      names.some((name) => pointer === name || (name.startsWith("body:/") && pointer.startsWith(`${name}/`))),
    );
  return [...new Set(named.flat().filter(isHeld).flatMap(coveredBy))];
}
