import { parseJson } from "../../../../core/json/json.ts";
import type { JsonToken } from "./json-tokens.ts";

/** How programs write the characters of JSON strings. */
export interface StringStyle {
  /** Characters beyond ASCII as `\u00e9`. */
  readonly ascii: "plain" | "lower" | "upper";
  readonly slashes: boolean;
  /** Which characters are escaped for HTML. */
  readonly html: "none" | "go" | "go-upper" | "dotnet" | "php" | "rails";
}

const htmlCharacters: Readonly<Record<StringStyle["html"], RegExp>> = {
  none: /(?!)/g,
  go: /[<>&\u2028\u2029]/g,
  "go-upper": /[<>&]/g,
  dotnet: /[<>&'"+`\x7f]/g,
  php: /[<>&'"]/g,
  rails: /[<>&\u2028\u2029]/g,
};

const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

const unit = (character: string, upper: boolean): string => {
  const hex = character.charCodeAt(0).toString(16).padStart(4, "0");
  return `\\u${upper ? hex.toUpperCase() : hex}`;
};

function styledString(text: string, { ascii, slashes, html }: StringStyle): string {
  const upper = ascii === "upper" || html === "go-upper" || html === "dotnet" || html === "php";
  const special = htmlCharacters[html];
  let written = "";
  for (const character of text.split("")) {
    special.lastIndex = 0;
    if (special.test(character)) written += unit(character, upper);
    else if (short[character] !== undefined) written += short[character];
    else if (character < " ") written += unit(character, upper);
    else if (character === "/" && slashes) written += "\\/";
    else if (character > "~" && ascii !== "plain") written += unit(character, upper);
    else written += character;
  }
  return `"${written}"`;
}

const allStyles: readonly StringStyle[] = (["plain", "lower", "upper"] as const).flatMap((ascii) =>
  [false, true].flatMap((slashes) =>
    (["none", "go", "dotnet", "php", "go-upper", "rails"] as const).map((html) => ({ ascii, slashes, html })),
  ),
);

/** What a style does, as the end of a sentence. */
function styleName({ ascii, slashes, html }: StringStyle): string {
  const said = [
    ascii === "plain" ? "plain letters" : "letters beyond ASCII escaped",
    ...(slashes ? ["slashes escaped"] : []),
    ...(html === "none" ? [] : ["characters of HTML escaped"]),
  ];
  return said.join(" and ");
}

/** The tokens with their strings as they are, and in every style that makes a difference. */
export function* restyledStrings(
  tokens: readonly JsonToken[],
): Generator<{ readonly tokens: readonly JsonToken[]; readonly name?: string }> {
  yield { tokens };
  const isPlain = tokens.every((token) => !/[/\\<>&'"+`\x7f-\uffff]/.test(token.slice(1, -1)));
  if (isPlain) return;
  const texts = tokens.map((token) => {
    const value = token.startsWith('"') ? parseJson(token)?.value : undefined;
    return typeof value === "string" ? value : undefined;
  });
  const seen = new Set([tokens.join("")]);
  for (const style of allStyles) {
    const styled = tokens.map((token, at) => {
      const text = texts[at];
      return text === undefined ? token : styledString(text, style);
    });
    const key = styled.join("");
    if (seen.has(key)) continue;
    seen.add(key);
    yield { tokens: styled, name: styleName(style) };
  }
}
