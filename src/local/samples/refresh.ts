import { factsOf, factsOfItem } from "../../core/facts.ts";
import { documentPath, type Facts, listOf, pointersIn, readValue, type Values } from "../../core/pointers.ts";
import type { Proof } from "../../core/proof.ts";
import { distinctionsOf, type Provider } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { rulesFor } from "../../events/rules-for.ts";
import { itemsOf } from "../../events/split.ts";
import { toRfc3339 } from "../../events/time.ts";
import { freshId, freshTime, isIdLike } from "./fresh-value.ts";
import { putValue } from "./put-value.ts";

/** A value to renew: where it is, and what it is now. */
interface Renewal {
  readonly pointer: string;
  readonly value: string;
}

/** Values of an event that tell it from others, and those that say when it happened. */
interface Renewals {
  readonly ids: readonly Renewal[];
  readonly times: readonly Renewal[];
}

/** Longer values that are signed are payloads, not ids. */
const longestId = 128;

const pointerStep = (step: string): string => step.replaceAll("~", "~0").replaceAll("/", "~1");

/** A pointer as it reads the whole delivery: one into an item becomes one into the body. */
function absolute(facts: Facts, pointer: string): string | undefined {
  if (/^(?:header|query|form):/.test(pointer)) return pointer;
  const path = documentPath(facts, pointer);
  return path && `body:${path.map((step) => `/${pointerStep(step)}`).join("")}`;
}

function valuesAt(facts: Facts, pointers: readonly string[]): readonly Renewal[] {
  return pointers.flatMap((told) => {
    // A step that is itself read from the delivery.
    const pointer = told.replaceAll(/\{([^{}]+)\}/g, (_, inner) =>
      pointerStep(readValue(facts, inner) ?? ""),
    );
    if (/#$|^(?:key|has|text):/.test(pointer)) return [];
    const value = readValue(facts, pointer as Parameters<typeof readValue>[1]);
    const place = absolute(facts, pointer);
    return value === undefined || place === undefined ? [] : [{ pointer: place, value }];
  });
}

/** Of a value that is put together, the parts that are ids or times: the others are words. */
function idParts(facts: Facts, values: Values | undefined, names: ReadonlySet<string>): readonly Renewal[] {
  return listOf(values).flatMap((value) => {
    const parts = valuesAt(
      facts,
      pointersIn(value).filter((pointer) => !names.has(pointer)),
    );
    const telling = parts.filter((part) => isIdLike(part.value));
    return telling.length > 0 || pointersIn(value).length > 1 ? telling : parts;
  });
}

/** Ids that the signature covers, such as a nonce: where nothing else is signed, they make the event another one. */
function signedIds(facts: Facts, proof: Proof | undefined, names: ReadonlySet<string>): readonly Renewal[] {
  const pointers = (proof?.covers ?? []).filter(
    (pointer) => /^(?:header|query|form|body):.*[^:/]$/.test(pointer) && !names.has(pointer),
  );
  return valuesAt(facts, pointers).filter(({ value }) => value.length <= longestId && isIdLike(value));
}

function renewalsOf({ event }: Provider, facts: Facts, proof: Proof | undefined): Renewals {
  const rules = rulesFor(event, facts);
  const names = new Set([...rules.type.flatMap(pointersIn), ...pointersIn(rules.by)]);
  const distinct = distinctionsOf(event).filter((one) => one !== "delivery" && one !== "signing-time");
  const told = [rules.id, ...distinct].flatMap((values) => idParts(facts, values, names));
  return {
    ids: [...told, ...signedIds(facts, proof, names)],
    times: valuesAt(facts, pointersIn(rules.time)),
  };
}

const vendorTimeMs = (text: string): number => Date.parse(toRfc3339(text) ?? "");

/** How the values of one request are renewed: equal ones alike, times with the pauses between them. */
function renewer(times: readonly Renewal[], now: number): (renewal: Renewal) => string | undefined {
  const places = new Set(times.map(({ pointer }) => pointer));
  const latest = Math.max(...times.map(({ value }) => vendorTimeMs(value)).filter((ms) => !Number.isNaN(ms)));
  const ids = new Map<string, string>();
  return ({ pointer, value }) => {
    const isPlace = places.has(pointer);
    const before = isPlace && Number.isFinite(latest) ? latest - vendorTimeMs(value) : 0;
    const time = freshTime(value, now - (before || 0));
    // An id of ten digits is no time, unless the time is read from there too.
    if (time !== undefined && (isPlace || !/^[0-9]+$/.test(value))) return time;
    if (isPlace) return undefined;
    const id = ids.get(value) ?? freshId(value);
    ids.set(value, id);
    return id;
  };
}

/** What the values of a request are renewed with. */
export interface RefreshOptions {
  readonly now: number;
  /** What the signature of the recorded request proves. */
  readonly proof: Proof | undefined;
  /** True for a pointer whose value stays. */
  readonly keeps: (pointer: string) => boolean;
}

/** Gives the events of a request new ids and the time now, in the form of the recorded ones, where the provider's file says that they are. */
export function refreshed(
  provider: Provider,
  request: WebhookRequest,
  { now, proof, keeps }: RefreshOptions,
): WebhookRequest {
  const { event } = provider;
  const facts = factsOf(request, event.payload);
  const items = itemsOf(event, facts.document);
  const all =
    items && items !== "too-many" ? items.map(({ path, span }) => factsOfItem(facts, path, span)) : [facts];
  const found = all.map((one) => renewalsOf(provider, one, proof));
  const times = found.flatMap((one) => one.times);
  const renew = renewer(times, now);
  const fresh = new Map<string, string>();
  for (const renewal of [...times, ...found.flatMap(({ ids }) => ids)]) {
    if (fresh.has(renewal.pointer) || keeps(renewal.pointer)) continue;
    const value = renew(renewal);
    if (value !== undefined) fresh.set(renewal.pointer, value);
  }
  let changed = request;
  for (const [pointer, value] of fresh) changed = putValue(provider, changed, pointer, value) ?? changed;
  return changed;
}
