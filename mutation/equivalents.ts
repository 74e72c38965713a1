/** A change after which the code does the same, so that no test can notice. */
export interface Equivalent {
  /** The code that is changed, white space aside. */
  readonly code: string;
  /** What Stryker puts in its place. */
  readonly mutant: string;
  /** Why nothing is different. */
  readonly why: string;
}

/** By file. One that is not needed any more fails the run. */
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {};
