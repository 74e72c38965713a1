import { boundaryOf, multipartFields } from "./body/multipart.ts";
import { decodeUtf8, type JsonDocument, parseJson } from "./json/json.ts";
import type { Span } from "./json/json-text.ts";
import type { Facts } from "./pointers.ts";
import type { WebhookRequest } from "./request.ts";

/** No vendor's form has more fields. A larger form counts as unreadable. */
const mostFields = 2_000;

/** Names and values of a form, in order. */
export type Fields = readonly (readonly [string, string])[];

/** Fields of a form (URL-encoded or multipart), in order; undefined when the body is not a readable form. */
export function formFields(request: Pick<WebhookRequest, "headers" | "body">): Fields | undefined {
  const boundary = boundaryOf(request.headers.get("content-type"));
  return boundary === undefined ? encodedFields(request) : multipartFields(request.body, boundary);
}

/**
 * Fields of a URL-encoded body. They are all of it, unlike those of a multipart form: signing them covers it.
 */
export function encodedFields(request: Pick<WebhookRequest, "headers" | "body">): Fields | undefined {
  if (!isForm(request.headers.get("content-type"))) return undefined;
  const text = decodeUtf8(request.body);
  // Decoding drops a byte-order mark: a byte that no signature over the fields covers.
  if (text === undefined || Buffer.byteLength(text) !== request.body.length || isJson(text)) return undefined;
  let fields = 1;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1))
    if (++fields > mostFields) return undefined;
  return [...new URLSearchParams(text)];
}

/** True for the content type of a URL-encoded form. */
export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? "");
}

/**
 * True for JSON under any content type: a replay relabelled as a form would get another event id, or none.
 */
const isJson = (text: string): boolean =>
  // No form begins like this: its names are percent-encoded.
  /^[ \t\r\n]*[{[]/.test(text);

class RequestFacts implements Facts {
  readonly item = undefined;
  readonly #request: WebhookRequest;
  readonly #payload: `form:${string}` | undefined;
  #query: URLSearchParams | undefined;
  #form: ReadonlyMap<string, string> | undefined;
  /** null before it is parsed. */
  #document: JsonDocument | undefined | null = null;

  constructor(request: WebhookRequest, payload: `form:${string}` | undefined) {
    this.#request = request;
    this.#payload = payload;
  }

  header(name: string): string | undefined {
    return this.#request.headers.get(name);
  }

  query(name: string): string | undefined {
    this.#query ??= new URLSearchParams(this.#request.query);
    return this.#query.get(name) ?? undefined;
  }

  form(name: string): string | undefined {
    this.#form ??= new Map([...(formFields(this.#request) ?? [])].reverse());
    return this.#form.get(name);
  }

  get document(): JsonDocument | undefined {
    if (this.#document === null) {
      const text = this.#text();
      this.#document = text === undefined ? undefined : parseJson(text);
    }
    return this.#document;
  }

  #text(): string | undefined {
    const wrapped = this.#payload && this.form(this.#payload.slice(5));
    if (wrapped) return wrapped;
    const { headers, body } = this.#request;
    const text = decodeUtf8(body);
    return text === undefined || !isForm(headers.get("content-type")) || isJson(text) ? text : undefined;
  }
}

/**
 * What pointers read of a request. Parsed on demand: reading headers or the query never touches the body.
 * @param payload form field that holds the JSON document, where the vendor wraps it in a form
 */
export const factsOf = (request: WebhookRequest, payload?: `form:${string}`): Facts =>
  new RequestFacts(request, payload);

/**
 * The same facts for one item of the document.
 * @param item its path
 * @param itemSpan its place in the text
 */
export const factsOfItem = (facts: Facts, item: Facts["item"], itemSpan?: Span): Facts => ({
  header: (name) => facts.header(name),
  query: (name) => facts.query(name),
  form: (name) => facts.form(name),
  document: facts.document,
  item,
  ...(itemSpan && { itemSpan }),
});

/**
 * The same facts without redacted values.
 * @param hidden paths of those in the document; without a document, names of fields of the form or query
 * @param hiddenTexts those values: vendors repeat them in headers, the URL and other parts of the body
 */
export function factsWithout(
  facts: Facts,
  hidden: readonly (readonly string[])[],
  hiddenTexts: ReadonlySet<string> = new Set(),
): Facts {
  const isHidden = (name: string): boolean =>
    !facts.document && hidden.some(([step]) => step === name || step === "*");
  return {
    ...factsOfItem(facts, facts.item, facts.itemSpan),
    query: (name) => (isHidden(name) ? undefined : facts.query(name)),
    form: (name) => (isHidden(name) ? undefined : facts.form(name)),
    hidden,
    hiddenTexts,
  };
}
