/** A request as the vendor might send it, made from the pointers in the provider's file. */
import type { Json } from "../../core/json/json.ts";
import { pathOf, pointersIn, type Values } from "../../core/pointers.ts";
import { type Provider, signaturesOf } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { signerOf } from "../../signing/sign.ts";

type SampleTree = { [key: string]: SampleTree | Json } | (SampleTree | Json)[];

interface Draft {
  readonly headers: Map<string, string>;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  body: { [key: string]: SampleTree | Json };
}

function setAt(tree: SampleTree, path: readonly string[], value: Json): void {
  const [step, ...rest] = path;
  if (step === undefined) return;
  const key = Array.isArray(tree) ? (step === "*" ? 0 : Number(step) || 0) : step;
  const node = tree as { [key: string | number]: SampleTree | Json };
  if (rest.length === 0) {
    if (typeof node[key] !== "object" || node[key] === null) node[key] = value;
    return;
  }
  const next = node[key];
  const isArray = rest[0] === "*" || /^[0-9]+$/.test(rest[0] ?? "");
  if (typeof next !== "object" || next === null) node[key] = isArray ? [] : {};
  setAt(node[key] as SampleTree, rest, value);
}

/** The path of an item; `*` stands for the first element of an array. */
function itemPath(each: Provider["event"]["each"]): readonly string[] | undefined {
  const pointer = typeof each === "string" ? each : each?.[0];
  return pointer?.startsWith("body:") ? [...pathOf(pointer.slice(5)), "*"] : undefined;
}

function fillPointers(
  draft: Draft,
  item: readonly string[] | undefined,
  values: Values | undefined,
  value: string,
): void {
  // Of alternatives only the first is filled: the bridge reads the first that is there.
  const first = typeof values === "string" ? values : values?.[0];
  // A `text:` pointer reads a part of a text, so a URL can't be filled in.
  const isPart = first?.startsWith("text:") && value.includes("/");
  const text = isPart ? "sample" : value;
  for (const pointer of pointersIn(first)) {
    if (pointer.includes("{")) continue;
    if (pointer.startsWith("header:")) draft.headers.set(pointer.slice(7), text);
    else if (pointer.startsWith("query:")) {
      // A vendor sends a field in the query or in the form, not in both.
      if (!draft.form.has(pointer.slice(6))) draft.query.set(pointer.slice(6), text);
    } else if (pointer.startsWith("form:")) draft.form.set(pointer.slice(5), text);
    else if (pointer.startsWith("body:/")) setAt(draft.body, pathOf(pointer.slice(5)), text);
    const relative = /^item:([0-9]*)(\/.*)$/.exec(pointer);
    if (!relative || !item) continue;
    setAt(
      draft.body,
      [...item.slice(0, item.length - Number(relative[1] || 0)), ...pathOf(relative[2] ?? "")],
      text,
    );
  }
}

/** An unsigned sample for `provider`. Each has a new id, so that it is not a duplicate of an earlier one. */
export function sampleRequest(provider: Provider, hookUrl: string, now: number): WebhookRequest {
  const { event } = provider;
  const draft: Draft = {
    headers: new Map(),
    query: new URLSearchParams(),
    form: new URLSearchParams(),
    body: {},
  };
  const item = itemPath(event.each);
  const [caseName, rules] = Object.entries(event.cases ?? {})[0] ?? [];
  const time = new Date(now).toISOString();
  const used = { ...event, ...rules };
  // The name comes last: an id that is read from the same place must not overwrite it.
  fillPointers(draft, item, used.subject, "sample");
  fillPointers(draft, item, used.origin, "https://sample.invalid/hookbridge");
  fillPointers(draft, item, used.time, time);
  fillPointers(draft, item, used.id, crypto.randomUUID());
  for (const part of used.type) fillPointers(draft, item, part, "sample");
  if (caseName !== undefined) fillPointers(draft, item, event.by, caseName);
  if (item) setAt(draft.body, [...item, "sample"], true);

  const method = provider.methods?.[0] ?? "POST";
  const isForm =
    event.payload !== undefined ||
    draft.form.size > 0 ||
    signaturesOf(provider).some((signature) => signerOf(signature).signsForms);
  const note = { sentBy: "hookbridge", sentAt: time, sampleId: crypto.randomUUID() };
  const json = JSON.stringify({ ...draft.body, hookbridge_sample: note });
  if (event.payload) draft.form.set(event.payload.slice(5), json);
  else if (isForm) draft.form.set("hookbridge_sample", note.sampleId);
  draft.headers.set("content-type", isForm ? "application/x-www-form-urlencoded" : "application/json");
  draft.headers.set("user-agent", "hookbridge-sample");
  const query = draft.query.toString();
  return {
    method,
    url: query === "" ? hookUrl : `${hookUrl}?${query}`,
    query,
    headers: draft.headers,
    body: new TextEncoder().encode(isForm ? draft.form.toString() : json),
  };
}
