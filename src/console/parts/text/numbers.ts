/** Numbers as the page says them. */

/** With thousands separators: `18,412`. */
export const count = (number: number): string => number.toLocaleString("en");

/** A number with its noun: `1 request`, `2,104 requests`. */
export const plural = (number: number, one: string, several = `${one}s`): string =>
  `${count(number)} ${number === 1 ? one : several}`;

/** At most so many digits that count, without zeros that say nothing: `1.9`, `0.22`, `64`. */
export function shortNumber(number: number, digits = 2): string {
  if (Math.abs(number) >= 10 ** (digits - 1)) return count(Math.round(number));
  return String(Number(number.toPrecision(digits)));
}

/** A size: exact below 10,000 bytes, since limits are in bytes. */
export function bytes(size: number): string {
  if (size < 10_000) return plural(size, "byte");
  if (size < 1_000_000) return `${shortNumber(size / 1_000)} KB`;
  return `${shortNumber(size / 1_000_000)} MB`;
}

/** A share: `0.22 %`. Digits below a thousandth say nothing. */
export const percent = (share: number): string =>
  share > 0 && share < 0.001 ? "under 0.1 %" : `${shortNumber(share * 100)} %`;
