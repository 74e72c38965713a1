/** JSON as the usual libraries write it. Numbers keep their digits unless a style says otherwise. */

class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type Tree = null | boolean | string | Digits | readonly Tree[] | { readonly [key: string]: Tree };

/** The JSON of a text, numbers by their digits; undefined for other texts, and for bare values. */
export function treeOf(text: string): Tree | undefined {
  try {
    const tree: Tree = JSON.parse(
      text,
      (_: string, value: unknown, context?: { readonly source?: string }) =>
        typeof value === "number" ? new Digits(context?.source ?? String(value)) : value,
    );
    return typeof tree === "object" && tree !== null && !(tree instanceof Digits) ? tree : undefined;
  } catch {
    return undefined;
  }
}

export interface Style {
  readonly comma?: string;
  readonly colon?: string;
  /** One step of indentation. */
  readonly indent?: string;
  readonly escape?: (quoted: string) => string;
  readonly number?: (digits: string) => string;
  readonly order?: (keys: readonly string[]) => readonly string[];
  /** Leaves out members that are null. */
  readonly dropsNull?: true;
}

const hexCode = (character: string, upper = false): string => {
  const code = character.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${upper ? code.toUpperCase() : code}`;
};
const escaping =
  (characters: RegExp, upper = false) =>
  (quoted: string): string =>
    quoted.replace(characters, (character) => hexCode(character, upper));

const ascii = escaping(/[\u0080-\uffff]/g);
const html = escaping(/[<>&\u2028\u2029]/g);
const slashes = (quoted: string): string => quoted.replaceAll("/", "\\/");

const byLength = (keys: readonly string[]): readonly string[] =>
  [...keys].sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
const sorted = (keys: readonly string[]): readonly string[] => [...keys].sort();

/** As numbers go through a double. */
const double = (digits: string): string => JSON.stringify(Number(digits));

/** Styles that keep the order of the keys and the digits: the sender's text can be found again. */
export const faithfulStyles: Readonly<Record<string, Style>> = {
  compact: {},
  "python-default": { comma: ", ", colon: ": ", escape: ascii },
  "python-unicode": { comma: ", ", colon: ": " },
  "python-compact": { escape: ascii },
  "go-html": { escape: html },
  php: { escape: (text) => ascii(slashes(text)) },
  "php-unicode": { escape: slashes },
  "php-pretty": { indent: "    ", escape: (text) => ascii(slashes(text)) },
  "two-spaces": { indent: "  " },
  "four-spaces": { indent: "    " },
  tabs: { indent: "\t" },
  "python-indented": { indent: "    ", escape: ascii },
  jackson: { indent: "  ", colon: " : " },
  gson: { escape: escaping(/[<>&='\u2028\u2029]/g) },
  "dot-net": { escape: escaping(/[<>&'+`\u0080-\uffff]/g, true) },
  "ruby-rails": { escape: html },
  "colon-spaced": { colon: ": " },
  "comma-spaced": { comma: ", " },
  "slashes-escaped": { escape: slashes },
  "ascii-upper": { escape: escaping(/[\u0080-\uffff]/g, true) },
};

/** Styles that lose the sender's text. */
export const lossyStyles: Readonly<Record<string, Style>> = {
  "keys-sorted": { order: sorted },
  "keys-sorted-spaced": { order: sorted, comma: ", ", colon: ": " },
  "keys-sorted-indented": { order: sorted, indent: "  " },
  "postgres-jsonb": { order: byLength, comma: ", ", colon: ": " },
  "go-map": { order: sorted, escape: html },
  "doubles-spaced": { number: double, comma: ", ", colon: ": " },
  "nulls-dropped": { dropsNull: true },
};

/** Numbers in another form, and nothing else. */
export const numberStyles: Readonly<Record<string, (digits: string) => string>> = {
  doubles: double,
  "python-floats": (digits) => (/[.eE]/.test(digits) ? String(Number(digits)) : digits),
  "whole-as-floats": (digits) => (/^-?[0-9]{1,9}$/.test(digits) ? `${digits}.0` : digits),
  "go-exponents": (digits) =>
    Math.abs(Number(digits)) >= 1e6 && /^[0-9]+$/.test(digits)
      ? Number(digits)
          .toExponential()
          .replace(/e\+([0-9])$/, "e+0$1")
      : digits,
};

export function written(tree: Tree, style: Style, depth = 0): string {
  const {
    indent,
    comma = ",",
    colon = indent === undefined ? ":" : ": ",
    escape: spell = (text: string) => text,
  } = style;
  if (tree instanceof Digits) return style.number?.(tree.text) ?? tree.text;
  if (typeof tree === "string") return spell(JSON.stringify(tree));
  if (typeof tree !== "object" || tree === null) return JSON.stringify(tree);
  const [open, close, parts] = Array.isArray(tree)
    ? ["[", "]", tree.map((one: Tree) => written(one, style, depth + 1))]
    : ["{", "}", members(tree as { readonly [key: string]: Tree }, style, { depth, spell, colon })];
  if (parts.length === 0) return open + close;
  if (indent === undefined) return open + parts.join(comma) + close;
  const line = `\n${indent.repeat(depth + 1)}`;
  return `${open}${line}${parts.join(`,${line}`)}\n${indent.repeat(depth)}${close}`;
}

function members(
  tree: { readonly [key: string]: Tree },
  style: Style,
  { depth, spell, colon }: { depth: number; spell: (text: string) => string; colon: string },
): readonly string[] {
  const { order = (keys: readonly string[]) => keys, dropsNull } = style;
  return order(Object.keys(tree)).flatMap((key) => {
    const value = tree[key] ?? null;
    if (dropsNull && value === null) return [];
    return [`${spell(JSON.stringify(key))}${colon}${written(value, style, depth + 1)}`];
  });
}
