import { decodeUtf8, type JsonDocument, parseJson } from "./json/json.ts";
import type { Span } from "./json/json-text.ts";
import { boundaryOf, multipartFields } from "./multipart.ts";
import type { Facts } from "./pointers.ts";
import type { WebhookRequest } from "./request.ts";

/** More fields than any vendor's form has; beyond it the form counts as unreadable. */
const mostFields = 2_000;

type Fields = readonly (readonly [string, string])[];

/** The fields of a form body (URL-encoded or multipart) in order; undefined when the body is no form that can be read. */
export function formFields(request: Pick<WebhookRequest, "headers" | "body">): Fields | undefined {
  const boundary = boundaryOf(request.headers.get("content-type"));
  return boundary === undefined
    ? encodedFields(request)
    : multipartFields(decodeUtf8(request.body) ?? "", boundary);
}

/** The fields of a URL-encoded body: they are all of it, where a multipart form has files and more beside its fields. */
export function encodedFields(request: Pick<WebhookRequest, "headers" | "body">): Fields | undefined {
  if (!isForm(request.headers.get("content-type"))) return undefined;
  const text = decodeUtf8(request.body);
  // A byte-order mark is dropped in decoding: it would be a byte that no signature of the fields covers.
  if (text === undefined || Buffer.byteLength(text) !== request.body.length || isJson(text)) return undefined;
  let fields = 1;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1))
    if (++fields > mostFields) return undefined;
  return [...new URLSearchParams(text)];
}

export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? "");
}

/**
 * True for a text that is JSON whatever its content type says, which is hardly ever signed: whoever has captured a delivery could have it
 * read as a form, with no id or with that of a field. No form begins so, for its names are percent-encoded.
 */
const isJson = (text: string): boolean => /^[ \t\r\n]*[{[]/.test(text);

class RequestFacts implements Facts {
  readonly item = undefined;
  readonly #request: WebhookRequest;
  readonly #payload: `form:${string}` | undefined;
  #query: URLSearchParams | undefined;
  #form: ReadonlyMap<string, string> | undefined;
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
 * What pointers read of a request. Nothing is parsed before it is asked for, so whoever asks only for headers or
 * the query touches no byte of the body.
 * @param payload form field that holds the JSON document, where the vendor wraps it in a form
 */
export const factsOf = (request: WebhookRequest, payload?: `form:${string}`): Facts =>
  new RequestFacts(request, payload);

/** The same facts for one item of the document. */
export const factsOfItem = (facts: Facts, item: Facts["item"], itemSpan?: Span): Facts => ({
  header: (name) => facts.header(name),
  query: (name) => facts.query(name),
  form: (name) => facts.form(name),
  document: facts.document,
  item,
  ...(itemSpan && { itemSpan }),
});

/**
 * The same facts without the values at these paths of the document; where there is none, without the fields of a form or query
 * that they name.
 * @param hiddenTexts what stands there: vendors repeat it in headers, the URL and other parts of the body
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
