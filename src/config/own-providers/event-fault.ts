import type { EventRules, ProviderEvents } from "../../core/provider.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { entities } from "../../core/words/entities.ts";
import { actions } from "../../core/words/vocabulary.ts";
import { type UnknownSetting, unknownIn } from "../unknown-in.ts";

/** What a setting may be, and an example of it. */
interface Form {
  readonly fits: (given: unknown) => boolean;
  readonly example: string;
}

const isSettingText = (given: unknown): given is string => typeof given === "string";

const isSettingTable = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === "object" && given !== null && !Array.isArray(given);

const listWhere =
  (fits: (given: unknown) => boolean): Form["fits"] =>
  (given) =>
    Array.isArray(given) && given.every(fits);

/** Matches a place in a delivery, or a text that is made of such places. */
const valuePattern =
  /^(?:(?:key:)?(?:(?:header|query|form):.+|body:(?:\/.*)?|item:(?:\/.*|\d+(?:#|\/.*))?)|text:.+|has:(?:body|item):\/.*)$/s;

const isValue = (given: unknown): boolean => isSettingText(given) && valuePattern.test(given);

const isDistinction = (given: unknown): boolean =>
  given === "delivery" || given === "signing-time" || isValue(given);

const values: Form = {
  fits: (given) => isValue(given) || listWhere(isValue)(given),
  example: '"body:/id", or ["header:x-id", "body:/id"]',
};
const text: Form = { fits: isSettingText, example: '"com.acme.orders"' };
const texts: Form = { fits: listWhere(isSettingText), example: '["order."]' };
const typeForm: Form = { fits: listWhere(isValue), example: '["body:/type"]' };
const innerItems: Form = {
  fits: listWhere((given) => isSettingText(given) && given.startsWith("item:/")),
  example: '["item:/lines"]',
};
const tables: Form = { fits: isSettingTable, example: '{ "order.*": "order" }' };

/** Settings of an event's rules. Those of a case are the same. */
const ruleForms: { readonly [Name in keyof EventRules]-?: Form } = {
  type: typeForm,
  id: values,
  time: values,
  subject: values,
  origin: values,
  words: tables,
};

const eventForms: { readonly [Name in keyof ProviderEvents]-?: Form } = {
  ...ruleForms,
  source: text,
  each: values,
  inner: innerItems,
  parts: innerItems,
  payload: { fits: (given) => isSettingText(given) && /^form:./.test(given), example: '"form:payload"' },
  data: { fits: isValue, example: '"body:/data"' },
  distinct: {
    fits: (given) => isDistinction(given) || listWhere(isDistinction)(given),
    example: '"delivery", or ["header:x-delivery"]',
  },
  equalDeliveries: {
    fits: (given) => isSettingTable(given) && isSettingText(given.why),
    example: '{ possible: false, why: "…" }',
  },
  checkedAgainst: texts,
  namedByUsers: texts,
  by: values,
  cases: { fits: isSettingTable, example: '{ "order.paid": { subject: "body:/order/id" } }' },
};

const isWords = (given: unknown): boolean => {
  if (!isSettingText(given)) return false;
  const [entity = "", action, ...more] = given.split(" ");
  const hasAction = action === undefined || Object.hasOwn(actions, action);
  return more.length === 0 && hasAction && entities.some((one) => one === entity);
};

/** What to write in place of words that are none. */
function wordsRemedy(given: unknown): string {
  const [entity = "", action = ""] = isSettingText(given) ? given.split(/[\s.:]+/) : [];
  const [nearest] = similarNames(entity, entities);
  const [verb] = similarNames(action, Object.keys(actions));
  const near = nearest && [nearest, ...(action && verb ? [verb] : [])].join(" ");
  return `${near ? `The nearest is "${near}". ` : ""}Write an entity, or an entity and an action, as docs/events.md has them: "order created".`;
}

function wordsFault(where: string, words: EventRules["words"]): UnknownSetting | undefined {
  for (const [name, given] of Object.entries(words ?? {})) {
    if (isWords(given)) continue;
    const shown = `${where} has ${JSON.stringify(given)} as words of "${name}", which are none.`;
    return { message: shown, remedy: wordsRemedy(given) };
  }
  return undefined;
}

function ruleFault(
  where: string,
  rules: object,
  forms: Readonly<Record<string, Form>>,
): UnknownSetting | undefined {
  const unknown = unknownIn(where, rules, Object.fromEntries(Object.keys(forms).map((name) => [name, true])));
  if (unknown) return unknown;
  for (const [name, given] of Object.entries(rules)) {
    const form = forms[name];
    if (given === undefined || !form || form.fits(given)) continue;
    const message = `${where} has ${JSON.stringify(given)} as \`${name}\`.`;
    return { message, remedy: `Write it as ${name}: ${form.example}.` };
  }
  return wordsFault(where, (rules as EventRules).words);
}

/**
 * What is wrong with how a provider's deliveries become events, and what to write; undefined for nothing. Types find most of it, but not where a provider
 * is written in JavaScript or built out of parts.
 * @param where the provider's source, as a sentence begins with it
 */
export function eventFault(where: string, event: unknown): UnknownSetting | undefined {
  const place = `${where} has a provider whose \`event\``;
  if (!isSettingTable(event))
    return { message: `${place} is missing.`, remedy: 'Add it: event: { source: "com.acme.orders", … }.' };
  const fault = ruleFault(place, event, eventForms);
  if (fault) return fault;
  for (const [name, rules] of Object.entries((event as Partial<ProviderEvents>).cases ?? {})) {
    const wrong = ruleFault(`${place}.cases["${name}"]`, rules, ruleForms);
    if (wrong) return wrong;
  }
  return undefined;
}
