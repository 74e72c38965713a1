import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { isBase64Body } from "../body/base64.ts";
import { sortedKeys } from "../body/json-order.ts";
import { tokensOfBody } from "../body/json-tokens.ts";
import { looksPacked } from "../body/packed.ts";
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

function charsetSign(body: Uint8Array, isPacked: boolean): string | undefined {
  if (isPacked || body.length === 0) return undefined;
  const text = decodeUtf8(body);
  if (text === undefined) return "has bytes that are no UTF-8";
  if (/\ufffd|\\ufffd|%EF%BF%BD/i.test(text)) return "has U+FFFD, which stands for characters that were lost";
  if (
    /[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]/.test(
      text,
    )
  )
    return "has texts such as \u00c3\u00a4, which is UTF-8 taken for Latin-1";
  if (/\p{L}\?+\p{L}/u.test(text.replace(/https?:\/\/[^"\s]*/g, "")))
    return "has question marks inside of words";
  return undefined;
}

/** Most orders that a body whose keys are sorted by chance has. */
const orderedByChance = 100;

function rewrittenSign(body: Uint8Array, sortsKeys: boolean): string | undefined {
  const tokens = body.length < 262_144 ? tokensOfBody(body) : undefined;
  if (!tokens) return undefined;
  if (tokens.some((token) => /^-?\d{16,}0{2,}$/.test(token) || /^-?\d(?:\.\d+)?e\+\d+$/.test(token)))
    return "has whole numbers whose last digits are zeros, as programs write them that keep sixteen";
  if (!sortsKeys && sortedKeys(tokens) > orderedByChance)
    return "has all its keys in the order of their names";
  return undefined;
}

/** What a body shows of itself. */
export function bodySigns({ request, provider }: ExplainContext): BodySigns {
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
    rewritten: rewrittenSign(body, provider.marks?.sortsKeys === true),
  };
}
