import { decodeUtf8, type JsonDocument, parseJson } from "./json.ts";
import { boundaryOf, multipartFields } from "./multipart.ts";
import type { Facts } from "./pointers.ts";
import type { WebhookRequest } from "./request.ts";

/** More fields than any vendor's form has; beyond it the form counts as unreadable. */
const mostFields = 2_000;

/** The fields of a form body (URL-encoded or multipart) in order; undefined when the body is no form that can be read. */
export function formFields(
  request: Pick<WebhookRequest, "headers" | "body">,
): readonly (readonly [string, string])[] | undefined {
  const type = request.headers.get("content-type");
  const boundary = boundaryOf(type);
  if (boundary !== undefined) return multipartFields(decodeUtf8(request.body) ?? "", boundary);
  if (!isForm(type)) return undefined;
  const text = decodeUtf8(request.body);
  // A byte-order mark is dropped in decoding: it would be a byte that no signature of the fields covers.
  if (text === undefined || Buffer.byteLength(text) !== request.body.length) return undefined;
  let fields = 1;
  for (let at = text.indexOf("&"); at !== -1; at = text.indexOf("&", at + 1))
    if (++fields > mostFields) return undefined;
  return [...new URLSearchParams(text)];
}

export function isForm(contentType: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? "");
}

/**
 * What pointers read of a request. Nothing is parsed before it is asked for, so whoever asks only for headers or
 * the query touches no byte of the body.
 * @param payload form field that holds the JSON document, where the vendor wraps it in a form
 */
export function factsOf(request: WebhookRequest, payload?: `form:${string}`): Facts {
  let query: URLSearchParams | undefined;
  let form: ReadonlyMap<string, string> | undefined;
  let document: JsonDocument | undefined | null = null;
  const readForm = (name: string): string | undefined => {
    form ??= new Map([...(formFields(request) ?? [])].reverse());
    return form.get(name);
  };
  return {
    header: (name) => request.headers.get(name),
    query: (name) => {
      query ??= new URLSearchParams(request.query);
      return query.get(name) ?? undefined;
    },
    form: readForm,
    get document() {
      if (document === null) {
        const wrapped = payload && readForm(payload.slice(5));
        const text =
          wrapped ?? (isForm(request.headers.get("content-type")) ? undefined : decodeUtf8(request.body));
        document = text === undefined ? undefined : parseJson(text);
      }
      return document;
    },
    item: undefined,
  };
}
