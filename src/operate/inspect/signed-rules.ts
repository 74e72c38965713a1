import type { Signature, SignatureLayout, SignedText } from "../../core/signature.ts";
import { schemeOf } from "../../signatures/choose.ts";
import { plainFormOf } from "../../signatures/describe.ts";

/** What is signed as a template, and where the signature is laid out as a header or value of its own. */
export interface SignedRules {
  readonly text: SignedText;
  /** Undefined where the scheme has a layout of its own. */
  readonly layout?: SignatureLayout;
}

const layoutIn = (rules: object): { readonly layout?: SignatureLayout } =>
  "encoding" in rules && ("header" in rules || "from" in rules) ? { layout: rules as SignatureLayout } : {};

/** The rules of a signature over a template; undefined for a scheme without one. */
export function signedRulesOf(signature: Signature): SignedRules | undefined {
  const plain = plainFormOf(signature);
  const text = plain?.kind === "mac" ? plain : schemeOf(signature).signedText?.(signature);
  return text && { text, ...layoutIn(text) };
}
