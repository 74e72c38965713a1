import { eachMember, endOfString, endOfValue, skipSpace } from "../../../core/json/json-text.ts";

/** What a line of the tree shows. */
export type JsonValueKind = "string" | "number" | "word" | "object" | "array";

/** A line of a JSON tree. */
export interface JsonRow {
  /** `open` and `close` are the brackets of a value that is unfolded, `more` stands for members that are not shown yet. */
  readonly row: "leaf" | "open" | "folded" | "close" | "more";
  readonly kind: JsonValueKind;
  readonly depth: number;
  /** The key with its quotation marks, as it stands in the text; absent for elements and at the top. */
  readonly key?: string;
  /** Keys and indexes on the way to the value. */
  readonly path: readonly string[];
  /** Where the value starts: the same text has the same value there. */
  readonly at: number;
  /** The text of a leaf, as it was sent. */
  readonly text?: string;
  /** Number of members or elements; of those that are left for `more`. */
  readonly count?: number;
  /** True where a comma follows. */
  readonly comma: boolean;
}

/** Which values are unfolded, and how many of their members are shown. */
export interface JsonView {
  isOpen(at: number, depth: number): boolean;
  shown(at: number): number;
}

const kindAt = (text: string, at: number): JsonValueKind => {
  const first = text.charAt(at);
  if (first === '"') return "string";
  if (first === "{") return "object";
  if (first === "[") return "array";
  return first === "-" || (first >= "0" && first <= "9") ? "number" : "word";
};

/** Number of members of the object, or elements of the array, at `at`. */
export function countMembers(text: string, at: number): number {
  let count = 0;
  eachMember(text, at, (_, start) => {
    count++;
    return endOfValue(text, start);
  });
  return count;
}

interface Member {
  readonly key?: string;
  readonly step: string;
  readonly at: number;
  readonly end: number;
}

/** The first members of a value, at most `most`. */
function firstMembers(text: string, at: number, most: number): readonly Member[] {
  const members: Member[] = [];
  const isArray = text.charAt(at) === "[";
  let keyAt = skipSpace(text, at + 1);
  eachMember(text, at, (step, start) => {
    if (members.length >= most) return undefined;
    const end = endOfValue(text, start);
    const key = isArray ? {} : { key: text.slice(keyAt, endOfString(text, keyAt)) };
    members.push({ ...key, step, at: start, end });
    const comma = skipSpace(text, end);
    keyAt = skipSpace(text, comma + 1);
    return end;
  });
  return members;
}

type RowPlace = Pick<JsonRow, "path" | "depth" | "at" | "comma" | "key">;

/**
 * The lines of a tree.
 * @param text that is known to be JSON: numbers and strings keep every digit and escape
 */
export function jsonRows(text: string, view: JsonView, count = countMembers): readonly JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (place: RowPlace, end: number): void => {
    const { at, depth, path, comma } = place;
    const kind = kindAt(text, at);
    if (kind !== "object" && kind !== "array") {
      rows.push({ row: "leaf", kind, ...place, text: text.slice(at, end) });
      return;
    }
    const total = count(text, at);
    if (total === 0 || !view.isOpen(at, depth)) {
      rows.push({ row: "folded", kind, ...place, count: total });
      return;
    }
    rows.push({ row: "open", kind, ...place, count: total, comma: false });
    const members = firstMembers(text, at, view.shown(at));
    for (const [index, { step, at: start, end: memberEnd, key }] of members.entries()) {
      const named = key === undefined ? {} : { key };
      const isLast = index === total - 1;
      add({ path: [...path, step], depth: depth + 1, at: start, comma: !isLast, ...named }, memberEnd);
    }
    const left = total - members.length;
    if (left > 0) rows.push({ row: "more", kind, path, at, depth: depth + 1, count: left, comma: false });
    rows.push({ row: "close", kind, path, at, depth, comma });
  };
  const start = skipSpace(text, 0);
  add({ path: [], depth: 0, at: start, comma: false }, endOfValue(text, start));
  return rows;
}
