import type { SignatureLayout, SignedText } from "../../core/signature.ts";

/** A text as Markdown shows code. */
export const code = (text: string): string => `\`${text.replaceAll("\n", "\\n")}\``;

/** The signed text, or several of which one is signed. */
export const signedWords = ({ signed = "{body}" }: SignedText): string =>
  [signed].flat().map(code).join(" or ");

/** An algorithm over a signed text. */
export const overTemplate = (algorithm: string, rules: SignedText & SignatureLayout): string =>
  `${algorithm} (${rules.encoding}) over ${signedWords(rules)}`;
