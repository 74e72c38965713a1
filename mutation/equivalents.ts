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
export const equivalents: Readonly<Record<string, readonly Equivalent[]>> = {
  "src/events/payload.ts": [
    {
      code: 'payload.kind === "json"',
      mutant: "true",
      why: "What is no JSON has no text, and nothing is no JSON document either: the compiler wants the question.",
    },
  ],
  "src/events/time.ts": [
    {
      code: "text === undefined",
      mutant: "false",
      why: "The word undefined is no time either: the compiler wants the question.",
    },
    {
      code: "/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})$/",
      mutant:
        "/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})/",
      why: "Date.parse, which is asked next, takes nothing behind such a time.",
    },
  ],
};
