import { isForm } from "../../../core/facts.ts";
import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { redacted } from "../../../core/logs/redacted.ts";
import { pathOf } from "../../../core/pointers.ts";
import type { Source } from "../../../core/source.ts";
import { hiddenTexts, redact } from "../../../events/redact.ts";
import type { RawHttp } from "./raw-http.ts";

/** A request without what its source redacts. */
export interface RedactedRequest {
  readonly raw: RawHttp;
  /** Redacted values that may stand elsewhere in it too. */
  readonly texts: readonly string[];
}

const contentTypeIn = ({ headers }: RawHttp): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];

/** Where in the document payloads may be: it itself, the items of its lists, and what an envelope holds. More places than there are hide too much, never too little. */
function payloadPlaces(source: Source | undefined): readonly string[] {
  const { data, each, inner = [] } = source?.provider.event ?? {};
  const lists = [each ?? []].flat().flatMap((list) => (list.startsWith("body:") ? `${list.slice(5)}/*` : []));
  const elements = inner.flatMap((pointer) =>
    lists.map((list) => `${list}${pointer.slice("item:".length)}/*`),
  );
  const items = ["", ...lists, ...elements];
  const within = data?.replace(/^(?:body|item[0-9]*):/, "");
  return within === undefined ? items : [...items, ...items.map((item) => item + within)];
}

/** A form without the fields of these names. */
function redactForm(raw: RawHttp, text: string, names: ReadonlySet<string>): RedactedRequest {
  const form = new URLSearchParams(text);
  const hidden = [...form].filter(([name]) => names.has(name) || names.has("*"));
  for (const [name] of hidden) form.set(name, redacted);
  return {
    raw: { ...raw, body: Buffer.from(form.toString()) },
    texts: hidden.flatMap(([, value]) => (value === "" ? [] : [value])),
  };
}

/** A request as its source's events would show it: what is redacted there is redacted here. A body that can't be read is redacted whole. */
export function redactKept(raw: RawHttp, source: Source | undefined): RedactedRequest {
  const pointers = source?.redact ?? [];
  if (pointers.length === 0 || raw.body.length === 0) return { raw, texts: [] };
  const text = decodeUtf8(raw.body);
  const withBody = (body: string): RawHttp => ({ ...raw, body: Buffer.from(body) });
  if (text !== undefined && parseJson(text)) {
    const places = payloadPlaces(source).flatMap((place) => pointers.map((pointer) => place + pointer));
    const document = { kind: "json", text } as const;
    const clean = redact(document, places);
    return {
      raw: withBody(clean?.kind === "json" ? clean.text : redacted),
      texts: [...hiddenTexts(document, places)],
    };
  }
  if (text !== undefined && isForm(contentTypeIn(raw))) {
    const names = new Set(pointers.flatMap((pointer) => pathOf(pointer)[0] ?? []));
    // A field that holds the payload is redacted whole.
    const payload = source?.provider.event.payload?.slice("form:".length);
    return redactForm(raw, text, payload === undefined ? names : names.add(payload));
  }
  return { raw: withBody(redacted), texts: [] };
}
