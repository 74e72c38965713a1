/** The filter field: `source:acme-stripe reason:signature-mismatch any text`. */
import { type StreamFilter, type WordFilter, wordFilters } from "./stream-filter.ts";

/** What the field holds: the rest of the filter has controls of its own. */
export type FieldFilter = Pick<StreamFilter, "words" | "text">;

const isWordFilter = (name: string): name is WordFilter => wordFilters.some((one) => one === name);

/** A part of the field: a filter with its value, or a word of the text. */
interface FieldPart {
  readonly name?: WordFilter;
  readonly value: string;
}

function partsOf(field: string): readonly FieldPart[] {
  return Array.from(
    field.matchAll(/(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g),
    ([all, name = "", quoted, plain = ""]) =>
      isWordFilter(name)
        ? { name, value: quoted ?? plain }
        : { value: quoted !== undefined && name === "" ? quoted : all },
  );
}

/** Reads the field. A name that is no filter belongs to the text: `urn:order:1`. */
export function readField(field: string): FieldFilter {
  const words: Partial<Record<WordFilter, readonly string[]>> = {};
  const texts: string[] = [];
  for (const { name, value } of partsOf(field)) {
    if (name === undefined) texts.push(value);
    else {
      const values = value.split(",").filter((one) => one !== "");
      if (values.length > 0) words[name] = [...new Set([...(words[name] ?? []), ...values])];
    }
  }
  const text = texts.join(" ");
  return { words, ...(text !== "" && { text }) };
}

const quoted = (text: string): string => (/[\s"]/.test(text) ? `"${text.replaceAll('"', "")}"` : text);

/** The field for a filter. */
export function fieldText({ words, text }: FieldFilter): string {
  const filters = wordFilters.flatMap((name) => {
    const values = words[name];
    return values ? [`${name}:${quoted(values.join(","))}`] : [];
  });
  // A text that reads like a filter would become one.
  const written = text === undefined ? [] : [readsAsText(text) ? text : `"${text.replaceAll('"', "")}"`];
  return [...filters, ...written].join(" ");
}

const readsAsText = (text: string): boolean => {
  const { words, text: read } = readField(text);
  return Object.keys(words).length === 0 && read === text;
};

/** A value that may be meant. */
export interface Completion {
  /** The field with it. */
  readonly field: string;
  readonly label: string;
}

/** Values to offer, by filter. */
export type KnownWords = Readonly<Partial<Record<WordFilter, readonly string[]>>>;

const mostOffered = 8;

/** What the last word of the field may become: a filter's name, or a value of the filter that it names. */
export function completions(
  field: string,
  offered: readonly WordFilter[],
  known: KnownWords,
): readonly Completion[] {
  const [word = ""] = /\S*$/.exec(field) ?? [];
  const before = field.slice(0, field.length - word.length);
  const colon = word.indexOf(":");
  const name = word.slice(0, colon);
  if (colon >= 0 && isWordFilter(name)) {
    const values = word.slice(colon + 1).split(",");
    const begun = (values.pop() ?? "").toLowerCase();
    const kept = values.map((value) => `${value},`).join("");
    return (known[name] ?? [])
      .filter((value) => value.toLowerCase().includes(begun) && value !== begun && !values.includes(value))
      .slice(0, mostOffered)
      .map((value) => ({ field: `${before}${name}:${kept}${value} `, label: `${name}:${value}` }));
  }
  if (word === "" && field !== "" && !field.endsWith(" ")) return [];
  const names = offered
    .filter((one) => one.startsWith(word.toLowerCase()))
    .map((one) => ({ field: `${before}${one}:`, label: `${one}:` }));
  if (word.length < 2) return names;
  const values = offered.flatMap((one) =>
    (known[one] ?? [])
      .filter((value) => value.toLowerCase().includes(word.toLowerCase()))
      .map((value) => ({ field: `${before}${one}:${value} `, label: `${one}:${value}` })),
  );
  return [...names, ...values].slice(0, mostOffered);
}
