import type { SignatureLayout, SignedText } from "../../core/signature.ts";

/** A text as code in Markdown. */
export const code = (text: string): string => `\`${text.replaceAll("\n", "\\n")}\``;

/** The templates of a signed text in words. */
export const signedWords = ({ signed = "{body}" }: SignedText): string =>
  [signed].flat().map(code).join(" or ");

/** An algorithm over a signed text in words. */
export const overTemplate = (algorithm: string, rules: SignedText & SignatureLayout): string =>
  `${algorithm} (${rules.encoding}) over ${signedWords(rules)}`;
