import { eachMember, endOfString, endOfValue, skipSpace } from "../../../core/json/json-text.ts";

/** Longest list of plain values that stands in one line, in characters. */
const longestList = 80;

function isLeaf(text: string, at: number): boolean {
  return text.charAt(at) !== "{" && text.charAt(at) !== "[";
}

/** The elements of a list in one line; undefined where one of them is no plain value, or the line gets long. */
function inOneLine(text: string, at: number): string | undefined {
  const parts: string[] = [];
  let length = 0;
  const end = eachMember(text, at, (_, start) => {
    const end = endOfValue(text, start);
    length += end - start + 2;
    if (!isLeaf(text, start) || length > longestList) return undefined;
    parts.push(text.slice(start, end));
    return end;
  });
  return end === undefined ? undefined : `[${parts.join(", ")}]`;
}

/**
 * A JSON text in lines, two spaces for each level. Values and keys stay as they were written: no digit of a number and no escape is lost.
 * @param text that is known to be JSON
 */
export function formatJson(text: string): string {
  const parts: string[] = [];
  const visit = (at: number, indent: string): number => {
    if (isLeaf(text, at)) {
      const end = endOfValue(text, at);
      parts.push(text.slice(at, end));
      return end;
    }
    const isArray = text.charAt(at) === "[";
    const line = isArray ? inOneLine(text, at) : undefined;
    if (line !== undefined) {
      parts.push(line);
      return endOfValue(text, at);
    }
    const inner = `${indent}  `;
    let first = true;
    let keyAt = skipSpace(text, at + 1);
    parts.push(text.charAt(at));
    const end = eachMember(text, at, (_, start) => {
      parts.push(first ? "\n" : ",\n", inner);
      first = false;
      if (!isArray) parts.push(text.slice(keyAt, endOfString(text, keyAt)), ": ");
      const valueEnd = visit(start, inner);
      keyAt = skipSpace(text, skipSpace(text, valueEnd) + 1);
      return valueEnd;
    });
    parts.push(first ? "" : `\n${indent}`, isArray ? "]" : "}");
    return end;
  };
  visit(skipSpace(text, 0), "");
  return parts.join("");
}
