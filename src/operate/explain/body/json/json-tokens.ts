import { decodeUtf8, parseJson } from "../../../../core/json/json.ts";
import { endOfString } from "../../../../core/json/json-text.ts";

/** A token of a JSON text: one of `{}[],:`, a string with its quotation marks, or another scalar as it is written. */
export type JsonToken = string;

/** The tokens of a body that is JSON; undefined for another body. */
export function tokensOfBody(body: Uint8Array): readonly JsonToken[] | undefined {
  const text = decodeUtf8(body);
  return text === undefined || !/^\s*[{["]/.test(text) || !parseJson(text) ? undefined : tokensOf(text);
}

/** The tokens of a JSON text. */
export function tokensOf(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  const scalar = /[^\s,:\]}[{"]+/y;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = endOfString(text, at);
      tokens.push(text.slice(at, end));
      at = end;
    } else if ("{}[],:".includes(character)) {
      tokens.push(character);
      at++;
    } else {
      scalar.lastIndex = at;
      const [found] = scalar.exec(text) ?? [];
      if (found !== undefined) tokens.push(found);
      at += found?.length ?? 1;
    }
  }
  return tokens;
}

/** Where the spaces of a JSON text stand. */
export interface JsonLayout {
  readonly name: string;
  /** One level of indentation; undefined for one line. */
  readonly indent?: string;
  readonly newline?: string;
  readonly comma: string;
  readonly colon: string;
  /** Between a bracket and what is inside, on one line. */
  readonly inside?: string;
  /** Lists of scalars stay on one line. */
  readonly shortLists?: true;
}

const isOpen = (token: JsonToken | undefined): boolean => token === "{" || token === "[";
const isClose = (token: JsonToken | undefined): boolean => token === "}" || token === "]";

/** For each opening bracket of a list of scalars, true. */
function shortListsIn(tokens: readonly JsonToken[]): ReadonlySet<number> {
  const short = new Set<number>();
  for (const [start, token] of tokens.entries()) {
    if (token !== "[") continue;
    const end = tokens.findIndex((one, at) => at > start && (isOpen(one) || isClose(one)));
    if (tokens[end] === "]") short.add(start);
  }
  return short;
}

/** Tokens as a text. */
export function writeTokens(tokens: readonly JsonToken[], layout: JsonLayout): string {
  const { indent, newline = "\n", comma, colon, inside = "" } = layout;
  const short = layout.shortLists ? shortListsIn(tokens) : undefined;
  let depth = 0;
  let isShort = false;
  let text = "";
  const lineBreak = (): string => (indent === undefined || isShort ? inside : newline + indent.repeat(depth));
  for (const [at, token] of tokens.entries()) {
    if (isOpen(token)) {
      const isEmpty = isClose(tokens[at + 1]);
      if (short?.has(at)) isShort = true;
      depth++;
      text += isEmpty ? token : token + lineBreak();
    } else if (isClose(token)) {
      depth--;
      text += isOpen(tokens[at - 1]) ? token : lineBreak() + token;
      isShort = false;
    } else if (token === ",") text += indent === undefined || isShort ? comma : comma.trimEnd() + lineBreak();
    else text += token === ":" ? colon : token;
  }
  return text;
}
