import { decodeUtf8, parseJson } from "../../../core/json/json.ts";
import { type BodyReading, textBody, type UndoBody } from "./body-change.ts";
import { jsonLayouts } from "./json/json-layouts.ts";
import { renumbered } from "./json/json-numbers.ts";
import { reordered } from "./json/json-order.ts";
import { restyledStrings } from "./json/json-strings.ts";
import { type JsonToken, tokensOfBody, writeTokens } from "./json/json-tokens.ts";

/** Largest body of which single values and members are looked at. */
const mostBytesRewritten = 262_144;

/** What often stands behind JSON. */
const endings = ["", "\n"] as const;

const said = (layout: string, more: string | undefined): string =>
  `${layout}${more === undefined ? "" : `, with ${more}`}`;

/** JSON in each layout, with its strings in each style. */
export const undoLayout: UndoBody = function* (body): Generator<BodyReading> {
  const tokens = tokensOfBody(body);
  if (!tokens) return;
  const own = decodeUtf8(body);
  const seen = new Set([own]);
  for (const { tokens: styled, name } of restyledStrings(tokens))
    for (const layout of jsonLayouts)
      for (const ending of endings) {
        const text = writeTokens(styled, layout) + ending;
        if (seen.has(text)) continue;
        seen.add(text);
        yield textBody(text, said(layout.name, name));
      }
};

const ownLayouts = (own: string | undefined, tokens: readonly JsonToken[]) => {
  const kept = jsonLayouts.find((layout) => writeTokens(tokens, layout) === own);
  return kept ? [kept, ...jsonLayouts.slice(0, 2).filter((one) => one !== kept)] : jsonLayouts.slice(0, 5);
};

/** JSON with its numbers written otherwise, in its own layout and the usual ones. */
export const undoNumbers: UndoBody = function* (body): Generator<BodyReading> {
  const tokens = body.length < mostBytesRewritten ? tokensOfBody(body) : undefined;
  if (!tokens?.some((token) => /^-?\d/.test(token))) return;
  const layouts = ownLayouts(decodeUtf8(body), tokens);
  for (const layout of layouts)
    for (const numbers of renumbered(tokens))
      yield textBody(writeTokens(numbers, layout), `${layout.name}, with its numbers written otherwise`);
};

/** JSON with its keys in another order, in its own layout and the usual ones. */
export const undoOrder: UndoBody = function* (body): Generator<BodyReading> {
  const tokens = body.length < mostBytesRewritten ? tokensOfBody(body) : undefined;
  if (!tokens || tokens.length > 2_000) return;
  for (const layout of ownLayouts(decodeUtf8(body), tokens))
    for (const order of reordered(tokens))
      yield textBody(writeTokens(order, layout), `${layout.name}, with its keys in another order`);
};

/** JSON in a string of JSON, or a member of other JSON that holds it. */
export const undoNesting: UndoBody = function* (body): Generator<BodyReading> {
  const text = body.length < mostBytesRewritten ? decodeUtf8(body) : undefined;
  if (text === undefined) return;
  const value = parseJson(text)?.value;
  if (typeof value === "string") yield textBody(value, "taken out of the JSON string that it came in");
  if (value !== undefined) yield textBody(JSON.stringify(text), "written as a JSON string");
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === "string" && inner.length > 1)
        yield textBody(inner, `taken out of its member ${name}`);
      else if (typeof inner === "object" && inner !== null) {
        yield textBody(JSON.stringify(inner), `taken out of its member ${name}`);
      }
    }
  if (Array.isArray(value) && value.length === 1)
    yield textBody(JSON.stringify(value[0]), "taken out of its list");
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    yield textBody(`[${text}]`, "put into a list");
};
