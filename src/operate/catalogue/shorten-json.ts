import { eachMember, endOfString, endOfValue, skipSpace } from "../../core/json/json-text.ts";

/** Most characters of a value that is shown on one line, and of a string. */
const longestShown = 64;
/** Most members that are shown, by depth; an object that is deeper is only hinted at. */
const mostMembers = [5, 2, 1] as const;
const more = '"…"';

/** The first characters of a JSON string, no escape of it cut in two. */
function beginningOf(text: string): string {
  const characters = text.slice(1, -1).match(/\\u[0-9a-f]{4}|\\.|[^\\]/giu) ?? [];
  return `"${characters.slice(0, longestShown - 10).join("")}…"`;
}

/** A short value on one line; a long string without its end. */
function onOneLine(text: string): string | undefined {
  if (text.startsWith('"')) return text.length <= longestShown ? text : beginningOf(text);
  let line = "";
  for (let at = 0; at < text.length; ) {
    const end = text[at] === '"' ? endOfString(text, at) : at + 1;
    const part = text.slice(at, end);
    line += part.trim() === "" ? "" : `${part}${part === "," || part === ":" ? " " : ""}`;
    if (line.length > longestShown) return undefined;
    at = end;
  }
  return line;
}

/**
 * JSON for a page: the first members of what is long, and `"…"` for the rest. Works on the text, so that numbers stay as the vendor wrote them.
 */
export function shortenJson(json: string, indent = "", depth = 0): string {
  const start = skipSpace(json, 0);
  const text = json.slice(start, endOfValue(json, start));
  const line = onOneLine(text);
  if (line !== undefined) return line;
  const isArray = text[0] === "[";
  const most = isArray ? 1 : (mostMembers[depth] ?? 0);
  const inner = `${indent}  `;
  const members: string[] = [];
  let isCut = false;
  eachMember(text, 0, (key, at) => {
    if (members.length === most) {
      isCut = true;
      return undefined;
    }
    const end = endOfValue(text, at);
    const name = isArray ? "" : `${JSON.stringify(key)}: `;
    members.push(`${inner}${name}${shortenJson(text.slice(at, end), inner, depth + 1)}`);
    return end;
  });
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  const rest = isArray ? more : `${more}: ${more}`;
  if (members.length === 0) return `${open}${rest}${close}`;
  return `${open}\n${[...members, ...(isCut ? [`${inner}${rest}`] : [])].join(",\n")}\n${indent}${close}`;
}
