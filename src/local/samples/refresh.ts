import { factsOf, factsOfItem } from "../../core/facts.ts";
import { documentPath, type Facts, listOf, pointersIn, readValue, type Values } from "../../core/pointers.ts";
import { distinctionsOf, type Provider } from "../../core/provider.ts";
import type { WebhookRequest } from "../../core/request.ts";
import { rulesFor } from "../../events/rules-for.ts";
import { itemsOf } from "../../events/split.ts";
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

/** A pointer as it reads the whole delivery: one into an item becomes one into the body. */
function absolute(facts: Facts, pointer: string): string | undefined {
  if (/^(?:header|query|form):/.test(pointer)) return pointer;
  const path = documentPath(facts, pointer);
  return (
    path && `body:${path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")}`
  );
}

function valuesAt(facts: Facts, pointers: readonly string[]): readonly Renewal[] {
  return pointers.flatMap((pointer) => {
    if (pointer.includes("{") || pointer.includes("#")) return [];
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
    return telling.length > 0 || parts.length > 1 ? telling : parts;
  });
}

function renewalsOf({ event }: Provider, facts: Facts): Renewals {
  const rules = rulesFor(event, facts);
  const names = new Set([...rules.type.flatMap(pointersIn), ...pointersIn(rules.by)]);
  const distinct = distinctionsOf(event).filter((one) => one !== "delivery" && one !== "signing-time");
  return {
    ids: [rules.id, ...distinct].flatMap((values) => idParts(facts, values, names)),
    times: valuesAt(facts, pointersIn(rules.time)),
  };
}

/** A request whose events are new ones: their ids, and their times where the provider's file says where they are. */
export interface Refreshed {
  readonly request: WebhookRequest;
  /** False where nothing tells it from the recorded one, so that a second would be a duplicate. */
  readonly isNew: boolean;
}

/**
 * Gives the events of a request new ids and the time now, in the form of the recorded ones.
 * @param keeps true for a pointer whose value stays
 */
export function refreshed(
  provider: Provider,
  request: WebhookRequest,
  now: number,
  keeps: (pointer: string) => boolean,
): Refreshed {
  const { event } = provider;
  const facts = factsOf(request, event.payload);
  const items = itemsOf(event, facts.document);
  const all =
    items && items !== "too-many" ? items.map(({ path, span }) => factsOfItem(facts, path, span)) : [facts];
  const fresh = new Map<string, string>();
  let isNew = false;
  for (const { ids, times } of all.map((one) => renewalsOf(provider, one))) {
    const places = new Set(times.map(({ pointer }) => pointer));
    for (const { pointer, value } of [...times, ...ids]) {
      if (fresh.has(pointer) || keeps(pointer)) continue;
      const time = freshTime(value, now);
      // An id of ten digits is no time, unless the time is read from there too.
      const isTime = time !== undefined && (places.has(pointer) || !/^[0-9]+$/.test(value));
      if (!isTime && places.has(pointer)) continue;
      fresh.set(pointer, isTime ? time : freshId(value));
      isNew ||= !isTime;
    }
  }
  let changed = request;
  for (const [pointer, value] of fresh) changed = putValue(provider, changed, pointer, value) ?? changed;
  return { request: changed, isNew };
}
