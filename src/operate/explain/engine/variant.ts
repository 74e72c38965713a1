import type { WebhookRequest } from "../../../core/request.ts";
import type { Secret } from "../../../core/secret.ts";
import type { Signature } from "../../../core/signature.ts";

/** The request as it may have been before something changed it, or the source as it should be. What is left out is as it came. */
export interface Variant {
  readonly request?: WebhookRequest;
  readonly secrets?: readonly Secret[];
  readonly signatures?: readonly Signature[];
}

/** A variant with what it says. */
export interface VariantReading extends Variant {
  /** What was undone, as the end of a sentence: `its line ends written as CRLF`. Never a secret. */
  readonly what: string;
}

/** How far the time of signing is from the clock. */
export interface SignedGap {
  readonly seconds: number;
  readonly isAhead: boolean;
  readonly windowSeconds: number;
}

/** What became of a variant. */
export type VariantVerdict =
  /** Its signature is right; its time may be out of the window, or no time that the scheme can read. */
  | {
      readonly right: true;
      readonly gap?: SignedGap;
      readonly time?: "malformed" | "missing";
      readonly secretIndex?: number;
    }
  | { readonly right: false; readonly reason: string };
