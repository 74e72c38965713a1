import { parseJson } from "../../../core/json/json.ts";

/** Most texts that one secret is unwrapped to. */
const mostTexts = 60;

/** Takes one thing off a text; gives nothing where it is not there. */
type Unwrap = (text: string) => readonly string[];

/** Characters that nobody sees or types: controls, marks, and what looks like a space. */
const invisibleCharacters =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164]/gu;

const openers = "\"'`\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u2039<([{";
const closers = "\"'`\u201c\u201d\u2018\u2019\u00bb\u203a>)]}";

/** The texts in JSON: those of an object or list, however deep. */
function jsonTexts(text: string): readonly string[] {
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") found.push(value);
    else if (typeof value === "object" && value !== null)
      for (const one of Object.values(value)) collect(one);
  };
  collect(parseJson(text)?.value);
  return found.slice(0, 16);
}

const unwraps: readonly Unwrap[] = [
  (text) => [text.trim(), text.replace(invisibleCharacters, "")],
  (text) => [text.replace(/[\s\u200b\ufeff]+/g, "")],
  jsonTexts,
  // JSON that was written by hand, or cut.
  (text) =>
    Array.from(text.matchAll(/["'\u201c]([^"'\u201c\u201d]{6,})["'\u201d]/g), ([, inner = ""]) => inner),
  (text) => (openers.includes(text.charAt(0)) ? [text.slice(1)] : []),
  (text) => (closers.includes(text.charAt(text.length - 1)) ? [text.slice(0, -1)] : []),
  (text) =>
    openers.includes(text.charAt(0)) && closers.includes(text.charAt(text.length - 1))
      ? [text.slice(1, -1)]
      : [],
  (text) => [
    text.replace(/\\(["'])/g, "$1"),
    text.replace(/(?:\\[nrt0])+$/, ""),
    text.replace(/\\[nrt]/g, ""),
  ],
  (text) => [text.replace(/[,;.\u2026]+$/, ""), text.replace(/\s+#.*$/s, "")],
  // A line of a settings file, of YAML, or a header; of several lines each.
  (text) =>
    text.split(/\r?\n/).flatMap((line) => {
      const [, value] =
        /^\s*(?:(?:export|set|setx|env|const|let|var)\s+)?[\w.-]+\s*(?::|=>?|\s)\s*(\S.*)$/s.exec(line) ?? [];
      return value === undefined ? (text.includes("\n") ? [line.trim()] : []) : [value];
    }),
  (text) => [
    text.replace(/^(?:authorization\s*:\s*)?(?:bearer|basic|token|jwt|secret|key|hmac)\s*:?\s+/i, ""),
  ],
];

/** The texts that a stored text may have been before something was put around it, the text itself not among them. */
export function unwrappedTexts(text: string): readonly string[] {
  const found = new Set<string>([text]);
  let last: readonly string[] = [text];
  for (let depth = 0; depth < 4 && last.length > 0 && found.size < mostTexts; depth++) {
    const next: string[] = [];
    for (const one of last)
      for (const unwrap of unwraps)
        for (const inner of unwrap(one)) {
          if (inner === "" || found.has(inner) || found.size >= mostTexts) continue;
          found.add(inner);
          next.push(inner);
        }
    last = next;
  }
  found.delete(text);
  return [...found];
}
