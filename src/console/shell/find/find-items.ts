/** What find offers for a text: pure, so that it is tested without a browser. */

/** Something to go to or to run. */
export interface FindItem {
  readonly kind: "Page" | "Id" | "Source" | "Subscription" | "Type" | "Command" | "Search";
  readonly label: string;
  /** In small print beside it. */
  readonly about?: string | undefined;
  /** Where it leads; a command has `run` instead. */
  readonly href?: string | undefined;
  readonly run?: (() => void) | undefined;
}

/** What is known when something is looked for. */
export interface FindKnown {
  readonly pages: readonly FindItem[];
  readonly sources: readonly string[];
  readonly subscriptions: readonly string[];
  readonly types: readonly string[];
  readonly commands: readonly FindItem[];
}

const mostItems = 12;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids of events are their vendors': `evt_1Rk…`, a number. */
const vendorId = /^(?=.*\d)[\w-]{8,}$/;

/** The page of an id, by its form. */
function idItem(text: string): readonly FindItem[] {
  const id = encodeURIComponent(text);
  if (/^dlv_\S+$/.test(text))
    return [{ kind: "Id", label: text, about: "delivery", href: `/deliveries/${id}` }];
  if (/^req_\S+$/.test(text)) return [{ kind: "Id", label: text, about: "request", href: `/requests/${id}` }];
  return uuid.test(text) ? [eventItem(text)] : [];
}

const eventItem = (text: string): FindItem => ({
  kind: "Id",
  label: text,
  about: "event",
  href: `/events/${encodeURIComponent(text)}`,
});

/** How well a label fits: 0 begins with the text, 1 a word of it does, 2 it has it in it; undefined: it does not fit. */
export function fitOf(label: string, text: string): number | undefined {
  const [whole, part] = [label.toLowerCase(), text.toLowerCase()];
  const at = whole.indexOf(part);
  if (at === -1) return undefined;
  if (at === 0) return 0;
  return new RegExp(`[\\s._/-]${part.replace(/[^\p{L}\p{N}]/gu, "\\$&")}`, "u").test(whole) ? 1 : 2;
}

const namedItems = (
  kind: FindItem["kind"],
  names: readonly string[],
  href: (name: string) => string,
): readonly FindItem[] => names.map((label) => ({ kind, label, href: href(label) }));

const searchItem = (text: string): FindItem => ({
  kind: "Search",
  label: `Search the stream for "${text}"`,
  href: `/stream?text=${encodeURIComponent(text)}`,
});

/** The best of what is known for a text, and always the search in the Stream. */
export function findItems(typed: string, known: FindKnown): readonly FindItem[] {
  const text = typed.trim();
  if (text === "") return [...known.pages, ...known.commands];
  const all = [
    ...known.pages,
    ...namedItems("Source", known.sources, (name) => `/sources/${encodeURIComponent(name)}`),
    ...namedItems(
      "Subscription",
      known.subscriptions,
      (name) => `/subscriptions/${encodeURIComponent(name)}`,
    ),
    ...namedItems("Type", known.types, (type) => `/stream?type=${encodeURIComponent(type)}`),
    ...known.commands,
  ];
  const fitting = all
    .flatMap((item, order) => {
      const fit = fitOf(item.label, text);
      return fit === undefined ? [] : [{ item, fit, order }];
    })
    .sort((one, other) => one.fit - other.fit || one.order - other.order)
    .slice(0, mostItems)
    .map(({ item }) => item);
  const ids = idItem(text);
  // What may be the id of an event may as well be a part of what is known.
  const events = ids.length === 0 && vendorId.test(text) ? [eventItem(text)] : [];
  return [...ids, ...fitting, ...events, searchItem(text)];
}
