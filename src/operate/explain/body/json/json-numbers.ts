import type { JsonToken } from "./json-tokens.ts";

/** Most ways to write the numbers of a body that are tried. */
const mostNumberings = 1_500;

const isNumberToken = (token: JsonToken): boolean => /^-?\d/.test(token);

/** The ways in which the number of a token may have been written. */
function spellingsOfNumber(token: JsonToken): readonly JsonToken[] {
  const [, sign = "", whole = "", fraction = "", exponent] =
    /^(-?)(\d+)(?:\.(\d+))?([eE][+-]?\d+)?$/.exec(token) ?? [];
  if (whole === "") return [];
  const number = `${sign}${whole}`;
  const found: string[] = [];
  if (exponent !== undefined) {
    const value = Number(token);
    found.push(
      String(value),
      token.replace("e+", "e"),
      token.replace("e", "E"),
      token.replace(/e\+?/, "E+"),
      value.toFixed(1),
    );
    if (Number.isInteger(value)) found.push(BigInt(value).toString());
    return found;
  }
  const bare = fraction.replace(/0+$/, "");
  if (fraction === "") found.push(`${number}.0`, `${number}.00`);
  else {
    for (let digits = Math.max(1, bare.length); digits <= Math.max(3, bare.length + 2); digits++)
      found.push(`${number}.${bare.padEnd(digits, "0")}`);
    found.push(bare === "" ? number : `${number}.${bare}`);
  }
  const value = Number(token);
  if (value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-3 || /0{3,}$/.test(token))) {
    const scientific = value.toExponential();
    found.push(
      scientific,
      scientific.replace("e", "E"),
      scientific.replace("e+", "e"),
      scientific.replace("e+", "E"),
    );
  }
  if (value === 0) found.push("-0", "0.0", "-0.0", "0");
  return found.filter((one) => one !== token);
}

/** Whole numbers that JavaScript would have written as this one: it keeps fifteen to seventeen digits. */
function* neighbours(token: JsonToken): Generator<JsonToken> {
  if (!/^-?\d{16,20}$/.test(token)) return;
  const rounded = Number(token);
  const middle = BigInt(rounded);
  for (let step = 1n; step <= 2_048n; step++) {
    const both = [middle + step, middle - step].filter((one) => Number(one) === rounded);
    if (both.length === 0) return;
    yield* both.map(String);
  }
}

const replacedAt = (tokens: readonly JsonToken[], at: number, token: JsonToken): readonly JsonToken[] =>
  tokens.with(at, token);

/** The tokens with their numbers written otherwise: all alike, each by itself, then several together. */
export function* renumbered(tokens: readonly JsonToken[]): Generator<readonly JsonToken[]> {
  const places = Array.from(tokens.keys()).filter((at) => isNumberToken(tokens[at] ?? ""));
  if (places.length === 0) return;
  const spellings = new Map(places.map((at) => [at, spellingsOfNumber(tokens[at] ?? "")]));
  for (const way of [
    (token: string) => (/^-?\d+$/.test(token) ? `${token}.0` : token),
    (token: string) => (/^-?\d+$/.test(token) ? `${token}.00` : token),
    (token: string) => (/^-?\d+\.\d+$/.test(token) ? Number(token).toFixed(2) : token),
    (token: string) => (/^-?\d+(?:\.\d+)?$/.test(token) ? Number(token).toFixed(2) : token),
    (token: string) => token.replace(/^(-?\d+)\.0+$/, "$1"),
    (token: string) => token.replace(/^(-?\d+\.\d*?)0+$/, "$1").replace(/\.$/, ""),
  ])
    yield tokens.map((token) => (isNumberToken(token) ? way(token) : token));
  for (const [at, ways] of spellings) for (const way of ways) yield replacedAt(tokens, at, way);
  for (const at of places) for (const way of neighbours(tokens[at] ?? "")) yield replacedAt(tokens, at, way);
  let made = 0;
  function* several(
    from: number,
    with_: readonly JsonToken[],
    changed: number,
  ): Generator<readonly JsonToken[]> {
    const at = places[from];
    if (at === undefined) {
      if (changed > 1) yield with_;
      return;
    }
    for (const way of [tokens[at] ?? "", ...(spellings.get(at) ?? []).slice(0, 3)]) {
      if (++made > mostNumberings) return;
      yield* several(from + 1, replacedAt(with_, at, way), changed + (way === tokens[at] ? 0 : 1));
    }
  }
  if (places.length <= 8) yield* several(0, tokens, 0);
}
