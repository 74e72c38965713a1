import { isForm } from "../../../core/facts.ts";
import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { isBase64Body } from "../body/base64.ts";
import { byLength, byName, sortedKeys } from "../body/json/json-order.ts";
import { tokensOfBody } from "../body/json/json-tokens.ts";
import { looksPacked } from "../body/packed.ts";
import { toWindows1252 } from "../body/windows-1252.ts";
import type { ExplainContext } from "./context.ts";

/** What a body shows of itself, without a signature. */
export interface BodySigns {
  /** What `content-length` says, where it says a number. */
  readonly declared: number | undefined;
  readonly bytes: number;
  readonly isCut: boolean;
  readonly isBase64: boolean;
  readonly isPacked: boolean;
  readonly packing: string | undefined;
  /** What shows another character set. */
  readonly charset: string | undefined;
  /** What shows that JSON was written again. */
  readonly rewritten: string | undefined;
}

/** True for text that begins as JSON and ends in the middle of it. */
function endsEarly(text: string): boolean {
  const start = text.trimStart();
  if (!/^[{[]/.test(start) || parseJson(text) !== undefined) return false;
  let depth = 0;
  for (let at = 0; at < start.length; at++) {
    const character = start[at];
    if (character === '"') {
      at++;
      while (at < start.length && start[at] !== '"') at += start[at] === "\\" ? 2 : 1;
      if (at >= start.length) return true;
    } else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
  }
  return depth > 0;
}

/** True for a text with characters that are UTF-8 taken for Latin-1 or Windows-1252. */
const isEncodedTwice = (text: string): boolean =>
  (text.match(/[\x80-\uffff]{2,}/g) ?? []).some((run) => {
    const bytes = toWindows1252(run);
    return bytes !== undefined && decodeUtf8(bytes) !== undefined;
  });

/** True for a text with a question mark inside of a word, where no URL has one. */
const hasLostLetters = (text: string): boolean =>
  text.split(/["\s,]+/).some((word) => !/[/=&]/.test(word) && /\p{L}\?+\p{L}|^\?+\p{L}{2}/u.test(word));

function charsetSign(body: Uint8Array, isPacked: boolean): string | undefined {
  if (isPacked || body.length === 0) return undefined;
  const text = decodeUtf8(body);
  if (text === undefined) return "has bytes that are no UTF-8";
  if (/\ufffd|\\ufffd|%EF%BF%BD/i.test(text)) return "has U+FFFD, which stands for characters that were lost";
  if (isEncodedTwice(text)) return "has texts such as \u00c3\u00a4, which is UTF-8 taken for Latin-1";
  return hasLostLetters(text) ? "has question marks inside of words" : undefined;
}

/** Most orders that a body whose keys are sorted by chance has. */
const orderedByChance = 100;

/** Fewest fields whose order shows that something has sorted them. */
const fewestSorted = 5;

function sortedFieldsSign(body: Uint8Array, contentType: string | undefined): string | undefined {
  const text = isForm(contentType) && body.length < 262_144 ? decodeUtf8(body) : undefined;
  const names = text?.split("&").map((pair) => pair.split("=", 1)[0] ?? "") ?? [];
  const isSorted = names.every((name, at) => at === 0 || name >= (names[at - 1] ?? ""));
  return names.length >= fewestSorted && isSorted
    ? "has all its fields in the order of their names"
    : undefined;
}

function rewrittenSign(body: Uint8Array, sortsKeys: boolean): string | undefined {
  const tokens = body.length < 262_144 ? tokensOfBody(body) : undefined;
  if (!tokens) return undefined;
  if (tokens.some((token) => /^-?\d{16,}0{2,}$/.test(token) || /^-?\d(?:\.\d+)?e\+\d+$/.test(token)))
    return "has whole numbers whose last digits are zeros, as programs write them that keep sixteen";
  if (sortsKeys) return undefined;
  if (sortedKeys(tokens, byName) > orderedByChance) return "has all its keys in the order of their names";
  if (sortedKeys(tokens, byLength) > orderedByChance * 5)
    return "has all its keys in the order of their lengths, as PostgreSQL keeps JSON";
  return undefined;
}

/** What a body shows of itself. */
export function bodySigns({ request, provider, signatures }: ExplainContext): BodySigns {
  const { body, headers } = request;
  const [length] = (headers.get("content-length") ?? "").split(",");
  const declared = /^\d+$/.test(length ?? "") ? Number(length) : undefined;
  const encoding = headers.get("content-encoding")?.trim().toLowerCase();
  const packing = encoding && encoding !== "identity" ? encoding : undefined;
  const isPacked = packing !== undefined || looksPacked(body);
  const text = decodeUtf8(body) ?? Buffer.from(body).toString("latin1");
  const isCut =
    (declared !== undefined && declared > body.length && request.method !== "HEAD") || endsEarly(text);
  return {
    declared,
    bytes: body.length,
    isCut,
    isBase64: isBase64Body(body),
    isPacked,
    packing,
    charset: charsetSign(body, isPacked),
    rewritten:
      rewrittenSign(body, provider.marks?.sortsKeys === true) ??
      (signatures.some((one) => "hash" in one)
        ? sortedFieldsSign(body, headers.get("content-type"))
        : undefined),
  };
}
