import { jsonInString } from "./json-in-string.ts";
import { eachMember, endOfValue, type Span, skipSpace } from "./json-text.ts";

const isPlace = (step: string): boolean => /^(?:\*|-|0|[1-9][0-9]{0,4})$/.test(step);

/** A new value at a path: missing parents become lists (index, `-` or `*`) or objects (name). */
function built([step, ...rest]: readonly string[], value: string): string {
  if (step === undefined) return value;
  const inner = built(rest, value);
  if (!isPlace(step)) return `{${JSON.stringify(step)}:${inner}}`;
  return `[${"null,".repeat(Number(step) || 0)}${inner}]`;
}

/** A list or object in a text: what stands at one of its members, and where its last one ends. */
interface FoundMembers {
  readonly found: Span | undefined;
  readonly count: number;
  readonly end: number;
}

function membersIn(text: string, start: number, step: string): FoundMembers {
  let found: Span | undefined;
  let count = 0;
  let end = skipSpace(text, start + 1);
  eachMember(text, start, (key, at) => {
    end = endOfValue(text, at);
    count++;
    // As in JSON.parse, the last of equal keys counts.
    if (key === step) found = { start: at, end };
    return end;
  });
  return { found, count, end };
}

/** What stands in a list or object behind its last member, to give it another. */
function added(text: string, start: number, { count, end }: FoundMembers, entry: string): string {
  const inside = count === 0 ? start + 1 : end;
  return `${text.slice(0, inside)}${count === 0 ? "" : ","}${entry}${text.slice(count === 0 ? end : inside)}`;
}

/**
 * A JSON text with another value at a path; everything else in it keeps its spelling, so that 64-bit integers, 1E400 and -0 stay.
 * `*` stands for the first element of a list, `-` for a new one at its end. A step into a string goes into the JSON that it holds.
 * @param text that is known to parse, or an empty one
 * @param value a JSON text
 * @returns undefined where the path leads through a list by a name
 */
export function withJsonAt(text: string, path: readonly string[], value: string): string | undefined {
  const [step, ...rest] = path;
  const start = skipSpace(text, 0);
  if (step === undefined) return text.slice(0, start) + value + text.slice(endFrom(text, start));
  const opening = text[start];
  if (opening === '"') {
    const inner = jsonInString(JSON.parse(text.slice(start, endOfValue(text, start))) as string);
    const changed = inner && withJsonAt(inner.document.text, path, value);
    if (inner) return changed === undefined ? undefined : JSON.stringify(inner.hold(changed));
  }
  if (opening !== "[" && opening !== "{") return built(path, value);
  const isList = opening === "[";
  if (isList && !isPlace(step)) return undefined;
  const members = membersIn(text, start, step === "*" && isList ? "0" : step);
  const { found, count } = members;
  if (found) {
    const changed = withJsonAt(text.slice(found.start, found.end), rest, value);
    return changed === undefined ? undefined : text.slice(0, found.start) + changed + text.slice(found.end);
  }
  const gap = isList && /^[0-9]+$/.test(step) ? "null,".repeat(Math.max(Number(step) - count, 0)) : "";
  const inner = built(rest, value);
  return added(text, start, members, isList ? `${gap}${inner}` : `${JSON.stringify(step)}:${inner}`);
}

const endFrom = (text: string, start: number): number =>
  start < text.length ? endOfValue(text, start) : start;
