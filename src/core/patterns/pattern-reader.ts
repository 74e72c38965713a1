import { JsonFault, jsonTokens, type Token, type TokenKind } from "./json-tokens.ts";

/** Why an event pattern is not valid, in the words of AWS's rule compiler. */
export class InvalidPattern extends Error {
  override name = "InvalidPattern";
  /** The lines that AWS adds: how far its parser had read. Empty for reasons that have none. */
  readonly position: string;

  constructor(reason: string, position = "") {
    super(reason);
    this.position = position;
  }
}

const longestExcerpt = 500;

/** Names a place in a text as AWS's JSON parser does. */
function describePlace(text: string, at: number): string {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  const left = text.length - longestExcerpt;
  const excerpt = `"${text.slice(0, longestExcerpt)}"${left > 0 ? `[truncated ${left} chars]` : ""}`;
  return `[Source: (String)${excerpt}; line: ${lines.length}, column: ${(lines.at(-1) ?? "").length + 1}]`;
}

/** Gives the tokens of a pattern one by one, and refuses the pattern at the token that was read last. */
export class PatternReader {
  readonly #text: string;
  readonly #tokens: Generator<Token>;
  #token: Token | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = jsonTokens(text, (at) => describePlace(text, at));
  }

  /** Reads the next token. */
  next(): Token {
    let step: IteratorResult<Token>;
    try {
      step = this.#tokens.next();
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      this.#at = error.at;
      return this.refuse(error.message);
    }
    if (step.done) {
      this.#at = this.#text.length;
      return this.refuse("Filter is not an object");
    }
    this.#token = step.value;
    this.#at = step.value.found;
    return step.value;
  }

  /** Reads the next token, which must be of this kind. */
  expect(kind: TokenKind, reason: string): Token {
    const token = this.next();
    return token.kind === kind ? token : this.refuse(reason);
  }

  /** Reads the string that was found last to its end, and returns what it says. */
  text(): string {
    const { text = "", end = 0, faulty } = this.#token ?? {};
    if (faulty) this.next();
    this.#at = end;
    return text;
  }

  /** The text between two places. */
  between(start: number, end: number): string {
    return this.#text.slice(start, end);
  }

  /** Reads to the end of the text, in which nothing may follow the pattern. */
  finish(): void {
    try {
      this.#tokens.next();
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      this.#at = error.at;
      this.refuse(error.message);
    }
  }

  /** @param times how often AWS adds the position: twice where its compiler reports its own report */
  refuse(reason: string, times = 1): never {
    throw new InvalidPattern(reason, `\n at ${describePlace(this.#text, this.#at)}`.repeat(times));
  }
}
