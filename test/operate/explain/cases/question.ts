import type { CauseWord } from "../../../../src/operate/explain/explanation.ts";

/** What `explain` is asked. */
export interface Question {
  /** An id of the catalogue. */
  readonly provider: string;
  readonly clockMs: number;
  readonly configuredSecrets: string[];
  readonly formerSecrets: string[];
  readonly otherSources: { name: string; provider: string; secrets: string[] }[];
  readonly publicUrl: string;
  readonly fetched: Record<string, string>;
  readonly request: Uint8Array;
}

/** A refused request with its answer. */
export interface Case {
  /** `word/kind/provider/fixture`: the seed and this make it again. */
  readonly id: string;
  readonly word: CauseWord;
  readonly kind: string;
  /** What was done, as a sentence. */
  readonly about: string;
  readonly question: Question;
  /** Other words that are right as well. */
  readonly accept: readonly CauseWord[];
  /** What was sent before the change, of which nothing may be printed that carries a secret. */
  readonly hidden: readonly string[];
  /** Texts of which a good explanation holds one; empty where it need not. */
  readonly names: readonly string[];
  /** What `receive` says: the reason, else the code. */
  readonly reason: string;
  /** True where bytes are lost, so that nothing can be matched. */
  readonly isLossy: boolean;
}
