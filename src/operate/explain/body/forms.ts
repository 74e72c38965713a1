import { isForm } from "../../../core/facts.ts";
import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { urlSpellings } from "../../../signatures/parts/url-spellings.ts";
import { type BodyReading, textBody, type UndoBody } from "./body-change.ts";

const formType = "application/x-www-form-urlencoded";

/** Most fields whose orders are tried. */
const mostOrderedFields = 6;

type Pair = readonly [name: string, value: string];

const spelledPairs = (pairs: readonly Pair[]): string =>
  new URLSearchParams(pairs.map(([...pair]) => pair)).toString();

/** A form in each spelling that senders use. */
function* spellings(form: string): Generator<string> {
  const all = urlSpellings({ url: `?${form}`, query: form }).map((url) => url.slice(1));
  yield* all;
  yield form.replaceAll("+", "%20");
  yield form.replaceAll("%20", "+");
  yield form.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  yield form.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase());
  yield form.replaceAll("%25", "%");
  yield form.replaceAll("%", "%25");
  const python = form.replaceAll("~", "%7E").replaceAll("*", "%2A");
  yield python;
  yield form.replace(/%7E/gi, "~").replace(/%2A/gi, "*");
  for (const one of all) yield one.replaceAll("*", "%2A").replaceAll("%20", "+");
  for (const one of all) yield one.replace(/%5B/gi, "[").replace(/%5D/gi, "]");
}

function* orderedPairs(parts: readonly string[]): Generator<string> {
  yield parts.toSorted().join("&");
  yield parts.toReversed().join("&");
  if (parts.length < 2 || parts.length > mostOrderedFields) return;
  function* orders(rest: readonly string[], before: readonly string[]): Generator<string> {
    if (rest.length === 0) yield before.join("&");
    for (const [at, one] of rest.entries()) yield* orders(rest.toSpliced(at, 1), [...before, one]);
  }
  yield* orders(parts, []);
}

/** The fields of an object with scalars, nested ones with brackets. */
function pairsOf(value: unknown, name = ""): readonly Pair[] {
  if (typeof value !== "object" || value === null) return [[name, value === null ? "" : String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    pairsOf(inner, name === "" ? key : `${name}[${key}]`),
  );
}

function* fromForm(text: string): Generator<BodyReading> {
  for (const one of spellings(text)) yield textBody(one, "with its form encoded otherwise");
  for (const one of orderedPairs(text.split("&"))) {
    yield textBody(one, "with its fields in another order");
    yield textBody(one.replaceAll("%20", "+"), "with its fields in another order");
  }
  const pairs = [...new URLSearchParams(text)];
  const [first] = pairs;
  // A parser of forms takes a body of JSON for a name without a value.
  if (pairs.length === 1 && first) {
    const [name, value] = first;
    for (const inner of [name, value, `${name}=${value}`])
      if (/^\s*[{[]/.test(inner)) {
        yield textBody(inner, "as the JSON that was taken for a form");
        yield textBody(inner, "as the JSON that was taken for a form", "application/json");
      }
  }
  yield textBody(JSON.stringify(Object.fromEntries(pairs)), "as JSON instead of a form", "application/json");
}

/** A form that was parsed and written again, or made of JSON or to it. */
export const undoForm: UndoBody = function* (body, contentType): Generator<BodyReading> {
  const text = decodeUtf8(body);
  if (text === undefined) return;
  const isJson = /^\s*[{[]/.test(text);
  if (!isJson && (isForm(contentType) || /^[\w.%[\]+-]+=/.test(text))) {
    yield* fromForm(text);
    if (!isForm(contentType)) yield { body, what: "as the form that it is", contentType: formType };
  }
  const value = isJson ? parseJson(text)?.value : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return;
  const pairs = pairsOf(value);
  if (pairs.length > 200) return;
  for (const one of spellings(spelledPairs(pairs)))
    yield textBody(one, "as a form instead of JSON", formType);
  const texts = Object.entries(value).map(
    ([name, inner]): Pair => [name, typeof inner === "string" ? inner : JSON.stringify(inner)],
  );
  yield textBody(spelledPairs(texts), "as a form instead of JSON", formType);
  for (const name of ["payload", "data", "json", "body"])
    yield textBody(spelledPairs([[name, text]]), `as a form with the field ${name}`, formType);
};
