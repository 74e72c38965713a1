/** Reads an event pattern as AWS's compiler does: token by token, because its refusals tell how far it had read. */
import { endOfString, keyIn, skipSpace } from "../json/json-text.ts";

/** What a token is. A `key` is the name of a member. */
export type TokenKind = "{" | "}" | "[" | "]" | "key" | "string" | "number" | "true" | "false" | "null";

/** A token of a JSON text. */
export interface Token {
  readonly kind: TokenKind;
  /** What a key or a string says; the text of any other token. */
  readonly text: string;
  /** Where AWS's parser stands when it has found the token. It reads a string later than it finds it, and a key with what follows. */
  readonly found: number;
  /** End of the token. */
  readonly end: number;
  /** True for a string that is not well-formed, which shows when it is read. */
  readonly faulty?: true;
}

/** The text is not JSON. */
export class JsonFault extends Error {
  override name = "JsonFault";
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.at = at;
  }
}

interface OpenValue {
  readonly bracket: "{" | "[";
  readonly at: number;
  empty: boolean;
}

const kindOf = (bracket: "{" | "["): string => (bracket === "{" ? "Object" : "Array");

const anyValue = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const hexDigits = /[0-9a-fA-F]{0,4}/y;
const word = /[\p{L}\p{N}_$]+/uy;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function unexpected(text: string, at: number, expected: string): JsonFault {
  const character = text.charAt(at);
  return new JsonFault(
    `Unexpected character ('${character}' (code ${character.charCodeAt(0)})): ${expected}`,
    at,
  );
}

/** The first thing in a part of a text that a string can't hold. */
function stringFault(text: string, at: number, end: number): JsonFault | undefined {
  for (let place = at; place < end; place++) {
    const code = text.charCodeAt(place);
    if (code < 0x20) {
      const reason = `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`;
      return new JsonFault(reason, place);
    }
    if (code !== 0x5c) continue;
    if (text[place + 1] === "u") {
      const digits = matchAt(hexDigits, text, place + 2) ?? "";
      place += 1 + digits.length;
      if (digits.length === 4 || place + 1 >= end) continue;
      return unexpected(text, place + 1, "expected a hex-digit for character escape sequence");
    }
    place++;
    const character = text.charAt(place);
    if ('"\\/bfnrt'.includes(character)) continue;
    const reason = `Unrecognized character escape '${character}' (code ${character.charCodeAt(0)})`;
    return new JsonFault(reason, place);
  }
  return undefined;
}

/** The string that starts at `at`. */
function stringToken(text: string, at: number, kind: "key" | "string"): Token | JsonFault {
  const end = endOfString(text, at);
  const complete = end > at;
  const fault = stringFault(text, at + 1, complete ? end - 1 : text.length);
  if (fault) return fault;
  if (complete) return { kind, text: keyIn(text.slice(at, end)), found: at + 1, end };
  const what = kind === "key" ? " in field name" : ": was expecting closing quote for a string value";
  return new JsonFault(`Unexpected end-of-input${what}`, text.length);
}

/** The number that starts at `at`, whose well-formed part is `digits`. */
function numberToken(text: string, at: number, digits: string): Token | JsonFault {
  const end = at + digits.length;
  const faulty = (place: number, what: string): JsonFault =>
    new JsonFault(unexpected(text, place, "").message.replace(/: $/, ` in numeric value: ${what}`), end);
  if (digits === "-")
    return faulty(end, "expected digit (0-9) to follow minus sign, for valid numeric value");
  if (/^-?0$/.test(digits) && /[0-9]/.test(text.charAt(end))) {
    return new JsonFault("Invalid numeric value: Leading zeroes not allowed", end);
  }
  const following = text.charAt(end);
  if (following === ".") return faulty(end + 1, "Decimal point not followed by a digit");
  if (/^[eE]$/.test(following)) return faulty(end + 1, "Exponent indicator not followed by a digit");
  return { kind: "number", text: digits, found: end, end };
}

/** The token of the value that starts at `at`. */
function valueToken(text: string, at: number): Token | JsonFault {
  const first = text.charAt(at);
  if (first === "{" || first === "[") return { kind: first, text: first, found: at + 1, end: at + 1 };
  if (first === '"') return stringToken(text, at, "string");
  const digits = matchAt(number, text, at) ?? (first === "-" ? first : undefined);
  if (digits !== undefined) return numberToken(text, at, digits);
  const name = matchAt(word, text, at);
  if (name === undefined) {
    return unexpected(text, at, first === "}" ? "expected a value" : `expected a valid value ${anyValue}`);
  }
  const end = at + name.length;
  if (name === "true" || name === "false" || name === "null")
    return { kind: name, text: name, found: end, end };
  return new JsonFault(`Unrecognized token '${name}': was expecting ${anyValue}`, end);
}

/** Refuses a bracket that closes something else than what is open. */
function checkNoOtherEnd(
  text: string,
  at: number,
  top: OpenValue | undefined,
  describe: (at: number) => string,
): void {
  const marker = text.charAt(at);
  if (marker !== "}" && marker !== "]") return;
  const what = top
    ? `expected '${top.bracket === "{" ? "}" : "]"}' (for ${kindOf(top.bracket)} starting at ${describe(top.at)})`
    : `no open ${kindOf(marker === "}" ? "{" : "[")} to close`;
  throw new JsonFault(`Unexpected close marker '${marker}': ${what}`, at);
}

/** Skips the comma before a member or an element, unless it is the first. */
function skipComma(text: string, at: number, top: OpenValue): number {
  if (top.empty) return at;
  if (text[at] !== ",") {
    throw unexpected(text, at, `was expecting comma to separate ${kindOf(top.bracket)} entries`);
  }
  return skipSpace(text, at + 1);
}

/** @returns the key at `at`, and where its value starts */
function keyToken(text: string, at: number): { readonly key: Token; readonly valueAt: number } {
  if (at >= text.length) throw new JsonFault("Unexpected end-of-input within/between Object entries", at);
  if (text[at] !== '"') throw unexpected(text, at, "was expecting double-quote to start field name");
  const key = stringToken(text, at, "key");
  if (key instanceof JsonFault) throw key;
  const colon = skipSpace(text, key.end);
  const valueAt = skipSpace(text, colon + 1);
  if (colon >= text.length || (text[colon] === ":" && valueAt >= text.length)) {
    throw new JsonFault("Unexpected end-of-input within/between Object entries", text.length);
  }
  if (text[colon] !== ":") {
    throw unexpected(text, colon, "was expecting a colon to separate field name and value");
  }
  return { key, valueAt };
}

/**
 * The tokens of a text that should hold one JSON value.
 * @param describe names a place in the text, for a message about what is still open at its end
 * @throws JsonFault where the text stops being JSON
 */
export function* jsonTokens(text: string, describe: (at: number) => string): Generator<Token> {
  const open: OpenValue[] = [];
  let at = skipSpace(text, 0);
  let complete = at >= text.length;
  while (!complete) {
    const top = open.at(-1);
    if (top && at >= text.length) {
      const what = `close marker for ${kindOf(top.bracket)} (start marker at ${describe(top.at)})`;
      throw new JsonFault(`Unexpected end-of-input: expected ${what}`, at);
    }
    const closing = top?.bracket === "{" ? "}" : "]";
    if (top && text[at] === closing) {
      open.pop();
      yield { kind: closing, text: closing, found: at + 1, end: at + 1 };
      at++;
    } else {
      checkNoOtherEnd(text, at, top, describe);
      if (top) at = skipComma(text, at, top);
      if (top) top.empty = false;
      const member = top?.bracket === "{" ? keyToken(text, at) : undefined;
      const start = member?.valueAt ?? at;
      const value = valueToken(text, start);
      const isString = text[start] === '"';
      if (value instanceof JsonFault && !isString) throw value;
      const found = value instanceof JsonFault ? start + 1 : value.found;
      if (member) yield { ...member.key, found };
      if (value instanceof JsonFault) {
        yield { kind: "string", text: "", found, end: found, faulty: true };
        throw value;
      }
      yield value;
      at = value.end;
      if (value.kind === "{" || value.kind === "[")
        open.push({ bracket: value.kind, at: start, empty: true });
    }
    at = skipSpace(text, at);
    complete = open.length === 0;
  }
  // AWS's library stops here. Whatever follows is refused, so that no pattern works here that could fail there.
  if (at < text.length) throw unexpected(text, at, "was expecting the end of the pattern");
}
