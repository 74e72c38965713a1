import { type Facts, listOf, pointersIn, readFirst, readValue, type Values } from "../core/pointers.ts";
import type { ProviderEvents } from "../core/provider.ts";
import type { Entity } from "../core/words/entities.ts";
import type { Action } from "../core/words/vocabulary.ts";
import { wordsFor } from "../core/words/words.ts";
import { clean } from "./clean.ts";
import type { VendorId } from "./identity.ts";
import { type ChosenRules, rulesFor } from "./rules-for.ts";
import { toRfc3339 } from "./time.ts";
import { toUriReference } from "./uri-reference.ts";

/** The attributes of an event, read from a delivery. */
export interface Attributes {
  /** The vendor's event name (`issues.opened`). */
  readonly name: string;
  readonly id: VendorId | undefined;
  /** RFC 3339. */
  readonly time: string | undefined;
  readonly subject: string | undefined;
  readonly origin: string | undefined;
  readonly entity?: Entity;
  readonly action?: Action;
}

/** An id; undefined where cleaning would remove characters from it, because two ids must not become one. */
function cleanId(text: string | undefined): string | undefined {
  const cleaned = clean(text);
  return cleaned === text?.trim() ? cleaned : undefined;
}

/** The vendor's event name, without the provider's own prefix, which the event's type adds again. */
function eventName(rules: ChosenRules, prefix: string, facts: Facts): string {
  const name = rules.type.flatMap((value) => clean(readValue(facts, value)) ?? []).join(".");
  return (name.startsWith(prefix) ? name.slice(prefix.length) : name) || "unknown";
}

/** The first signed id, else the first one: a replay can add an unsigned id, but not replace a signed one. */
function idOf(
  values: Values | undefined,
  facts: Facts,
  covers: (pointer: string) => boolean,
): VendorId | undefined {
  const ids = listOf(values).flatMap((value) => {
    const text = cleanId(readValue(facts, value));
    return text === undefined ? [] : { text, pointers: pointersIn(value) };
  });
  return ids.find(({ pointers }) => pointers.every(covers)) ?? ids[0];
}

function vendorTime(values: Values | undefined, facts: Facts): string | undefined {
  for (const value of listOf(values)) {
    const time = toRfc3339(readValue(facts, value));
    if (time !== undefined) return time;
  }
  return undefined;
}

/**
 * Reads the attributes of a delivery, or of one item of it, by the provider's rules.
 * @param covers true for the pointer of a signed value
 * @param visible the facts without redacted values; the rules are chosen by all facts
 */
export function attributesOf(
  events: ProviderEvents,
  facts: Facts,
  covers: (pointer: string) => boolean,
  visible = facts,
): Attributes {
  const rules = rulesFor(events, facts);
  // A name is redacted only in its own place, not for equalling a redacted value: rules on the bus match it.
  const nameFacts = visible.hiddenTexts ? { ...visible, hiddenTexts: new Set<string>() } : visible;
  const name = eventName(rules, `${events.source}.`, nameFacts);
  const origin = clean(readFirst(visible, rules.origin));
  return {
    name,
    ...wordsFor(rules.words, name),
    id: idOf(rules.id, visible, covers),
    time: vendorTime(rules.time, visible),
    subject: clean(readFirst(visible, rules.subject)),
    origin: origin === undefined ? undefined : toUriReference(origin),
  };
}
