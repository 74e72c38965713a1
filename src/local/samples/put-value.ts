import { withFormField } from "../../core/body/form-edit.ts";
import { boundaryOf } from "../../core/body/multipart.ts";
import { factsOf, isForm } from "../../core/facts.ts";
import { decodeUtf8, parseJson } from "../../core/json/json.ts";
import { withJsonAt } from "../../core/json/json-edit.ts";
import { type Pointer, pathOf } from "../../core/pointers.ts";
import type { Provider } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { jsonAsBefore, put } from "../../signing/put.ts";

const isFormBody = ({ headers }: WebhookRequest): boolean =>
  isForm(headers.get("content-type")) || boundaryOf(headers.get("content-type")) !== undefined;

/** What a body is edited as: its JSON, with how the request holds another; undefined where it has none. */
interface EditableJson {
  readonly text: string;
  hold(text: string): WebhookRequest;
}

function editableJson({ event }: Provider, request: WebhookRequest): EditableJson | undefined {
  const document = factsOf(request, event.payload).document;
  if (!document) return undefined;
  const field = isFormBody(request) ? event.payload?.slice("form:".length) : undefined;
  return {
    text: document.text,
    hold: (text) =>
      field === undefined
        ? { ...request, body: new TextEncoder().encode(text) }
        : withFormField(request, field, text),
  };
}

/** Steps of a pointer into a body: no vendor nests deeper, and JSON that does is refused by many parsers. */
const deepest = 500;

const pathText = (path: readonly string[]): string => `/${path.join("/")}`;

/** The request with a text at a pointer of the provider's file; undefined where it can't be put there. */
export function putValue(
  provider: Provider,
  request: WebhookRequest,
  pointer: string,
  value: string,
): WebhookRequest | undefined {
  if (!pointer.startsWith("body:")) return put(request, pointer as Pointer, value);
  const json = editableJson(provider, request);
  const path = pathOf(pointer.slice("body:".length));
  const text = json && withJsonAt(json.text, path, jsonAsBefore(json.text, path, value));
  return text === undefined ? undefined : json?.hold(text);
}

/** A field of a form as text: a JSON string is its text, anything else as it is written. */
function textOfField(json: string): string {
  const value = parseJson(json)?.value;
  return typeof value === "string" ? value : json;
}

/** A form with a value at a path whose first step is the name of a field. The others lead into the field's JSON. */
function withFieldAt(
  request: WebhookRequest,
  path: readonly string[],
  json: string,
): WebhookRequest | string {
  const [name = "", ...rest] = path;
  if (rest.length === 0) return withFormField(request, name, textOfField(json));
  const before = factsOf(request).form(name);
  const document = before === undefined ? undefined : parseJson(before);
  if (!document) return `the form's field "${name}" holds no JSON, so there is no ${pathText(path)}`;
  const text = withJsonAt(document.text, rest, json);
  return text === undefined ? `there is no place for ${pathText(path)}` : withFormField(request, name, text);
}

/**
 * The request with a JSON value at a JSON pointer into its body: JSON, a form (its first step is the name of a field), or JSON in a form.
 * Everything else keeps its spelling.
 * @returns why it can't be put there
 */
export function setInBody(
  provider: Provider,
  request: WebhookRequest,
  pointer: string,
  json: string,
): WebhookRequest | string {
  if (pointer !== "" && !pointer.startsWith("/"))
    return `"${pointer}" is no JSON pointer: it begins with a slash`;
  if (!parseJson(json)) return `the value for ${pointer} is not JSON`;
  const path = pathOf(pointer);
  if (path.length > deepest)
    return `a pointer of ${path.length} steps leads deeper than any payload: ${deepest} steps are taken`;
  const document = editableJson(provider, request);
  if (document) {
    const text = withJsonAt(document.text, path, json);
    return text === undefined ? `there is no place for ${pointer} in the body` : document.hold(text);
  }
  if (isFormBody(request)) return withFieldAt(request, path, json);
  return decodeUtf8(request.body)?.trim() === ""
    ? { ...request, body: new TextEncoder().encode(withJsonAt("", path, json)) }
    : "the body is neither JSON nor a form; give a whole one instead";
}
