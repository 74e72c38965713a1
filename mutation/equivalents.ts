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
  "src/events/normalize.ts": [
    {
      code: "hidden.length === 0",
      mutant: "false",
      why: "Without anything hidden the attributes are the same: they need not be read twice.",
    },
  ],
  "src/events/payload.ts": [
    {
      code: "parseJson(alone)?.value",
      mutant: "parseJson(alone).value",
      why: "What is left of a document without elements of its lists is JSON: the compiler wants the question.",
    },
  ],
  "src/events/split.ts": [
    ...[
      ['name === "*"', "false"],
      ['"*"', '""'],
      ["(sum, match) => sum + lengthOf(match)", "() => undefined"],
      ["sum + lengthOf(match)", "sum - lengthOf(match)"],
      ["count > room", "false"],
      ["mostItems - found.length", "mostItems + found.length"],
    ].map(([code = "", mutant = ""]) => ({
      code,
      mutant,
      why: "Too many items are counted once more when they are unfolded: here, before each of them takes memory.",
    })),
    {
      code: "[]",
      mutant: '["Stryker was here"]',
      why: "No pointer that leads anywhere: nothing is unfolded.",
    },
  ],
  "src/events/redact.ts": [
    ...["true", "false", "pieces.length <= mostPieces", "pieces.length >= mostPieces"].map((mutant) => ({
      code: "pieces.length < mostPieces",
      mutant,
      why: "Joined sooner or later, the text is the same: this saves memory.",
    })),
    {
      code: "value === undefined",
      mutant: "false",
      why: "Every value of a document that was parsed is JSON: the compiler wants the question.",
    },
    {
      code: 'payload.kind === "json"',
      mutant: "true",
      why: "What is not JSON has no text: the compiler wants the question.",
    },
    {
      code: "parseJson(string)?.value",
      mutant: "parseJson(string).value",
      why: "A string of a document that was parsed is JSON: the compiler wants the question.",
    },
    {
      code: "parseJson(text.slice(span.start, span.end))?.value",
      mutant: "parseJson(text.slice(span.start, span.end)).value",
      why: "So is every other value of it.",
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
    {
      code: "/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/",
      mutant: "/[0-9]{4}-[0-9]{2}-[0-9]{2}$/",
      why: "With something before it Date.parse takes it for none, or for a year that RFC 3339 can't write.",
    },
  ],
  "src/signatures/schemes/aws-sns.ts": [
    { code: "{ return undefined; }", mutant: "{}", why: "A function that ends gives undefined." },
  ],
  "src/signatures/choose.ts": [
    {
      code: 'location.startsWith("header:")',
      mutant: "false",
      why: "Reading it as a pointer gives the same: this is only faster.",
    },
    {
      code: 'location.startsWith("header:")',
      mutant: 'location.endsWith("header:")',
      why: "Reading it as a pointer gives the same: this is only faster.",
    },
  ],
  "src/signatures/verify.ts": [
    {
      code: "matched",
      mutant: "true",
      why: "A match has its place in the list: the compiler wants the question.",
    },
    {
      code: "[decoy.signature]",
      mutant: "[]",
      why: "The decoy's secret counts as right, so no scheme is asked whether it is a key.",
    },
  ],
  "src/signatures/parts/keys/public-key.ts": [
    { code: "{ return undefined; }", mutant: "{}", why: "A function that ends gives undefined." },
  ],
  "src/signatures/parts/keys/token-keys.ts": [
    { code: "{ return undefined; }", mutant: "{}", why: "A function that ends gives undefined." },
  ],
  "src/signatures/parts/token.ts": [
    {
      code: "rules.maxAgeSeconds !== undefined",
      mutant: "true",
      why: "An age that is undefined is none to jose: the compiler wants it left out.",
    },
  ],
  "src/signatures/secret-roles.ts": [
    {
      code: "[]",
      mutant: '["Stryker was here"]',
      why: "A text in place of a handshake has no token either: the compiler wants a list.",
    },
  ],
  "src/signatures/schemes/certified-jws.ts": [
    { code: "{ return undefined; }", mutant: "{}", why: "A function that ends gives undefined." },
    {
      code: "text === undefined",
      mutant: "false",
      why: "What is no text is no JSON either: the compiler wants the question.",
    },
  ],
  "src/signatures/schemes/fetched-key.ts": [
    { code: "{ return undefined; }", mutant: "{}", why: "A function that ends gives undefined." },
  ],
  "src/signatures/schemes/hmac.ts": [
    { code: '"hmac"', mutant: '""', why: "The decoy is verified by this scheme whatever its name." },
    {
      code: '"hex"',
      mutant: '""',
      why: "The decoy's digest is wrong in every encoding, after the same work.",
    },
    { code: '"x-decoy"', mutant: '""', why: "The decoy's request is given its header under this name." },
  ],
};
