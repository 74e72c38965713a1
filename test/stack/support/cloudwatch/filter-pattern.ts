/**
 * CloudWatch Logs' filter patterns for JSON lines, as AWS documents them: "Using filter patterns to match terms in JSON log events". What that page
 * does not say, such as a number compared with a text, is an error here: no filter of ours may depend on it.
 */

type Matcher = (event: unknown) => boolean;

const tokens =
  /\s*(&&|\|\||<=|>=|!=|=|<|>|[(){}]|"(?:[^"\\]|\\.)*"|\$(?:\.[\w-]+|\[\d+\])*|[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.*])|[\w*.]+)/y;

function tokensOf(pattern: string): string[] {
  const found: string[] = [];
  tokens.lastIndex = 0;
  while (tokens.lastIndex < pattern.trimEnd().length) {
    const [, token] = tokens.exec(pattern) ?? [];
    if (token === undefined) throw new Error(`not a filter pattern: ${pattern}`);
    found.push(token);
  }
  return found;
}

/** The value node that a selector points to: a text, number, boolean or null. Undefined for an object, a list and nothing at all. */
function valueAt(event: unknown, selector: string): string | number | boolean | null | undefined {
  let value = event;
  for (const [, name, index] of selector.matchAll(/\.([\w-]+)|\[(\d+)\]/g)) {
    if (typeof value !== "object" || value === null) return undefined;
    if (index !== undefined && !Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name ?? String(index)];
  }
  return typeof value === "object" && value !== null
    ? undefined
    : (value as string | number | boolean | null);
}

const numeric: Readonly<Record<string, (value: number, other: number) => boolean>> = {
  "=": (value, other) => value === other,
  "!=": (value, other) => value !== other,
  "<": (value, other) => value < other,
  ">": (value, other) => value > other,
  "<=": (value, other) => value <= other,
  ">=": (value, other) => value >= other,
};

/** A text with an asterisk before or after it; elsewhere an asterisk is itself. */
function textMatches(value: string, text: string): boolean {
  const [before, after] = [text.startsWith("*"), text.length > 1 && text.endsWith("*")];
  const core = text.slice(before ? 1 : 0, after ? -1 : undefined);
  if (before && after) return value.includes(core);
  return before ? value.endsWith(core) : after ? value.startsWith(core) : value === core;
}

function comparison(selector: string, operator: string, operand: string): Matcher {
  const isNumber = /^[+-]?\d/.test(operand) && Number.isFinite(Number(operand));
  return (event) => {
    const value = valueAt(event, selector);
    if (value === undefined || value === null) return false;
    if (isNumber !== (typeof value === "number"))
      throw new Error(
        `${selector} is ${JSON.stringify(value)}, and is compared with ${operand}: AWS does not say how`,
      );
    if (isNumber) return numeric[operator]?.(Number(value), Number(operand)) ?? false;
    if (operator !== "=" && operator !== "!=") throw new Error(`a text can't be compared with ${operator}`);
    const text = operand.startsWith('"') ? (JSON.parse(operand) as string) : operand;
    return textMatches(String(value), text) === (operator === "=");
  };
}

/** Reads a pattern by recursive descent: parentheses, then AND, then OR. */
class PatternReader {
  readonly #rest: string[];
  constructor(pattern: string) {
    this.#rest = tokensOf(pattern);
  }
  #take(expected?: string): string {
    const token = this.#rest.shift();
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`not a filter pattern: ${expected ?? "more"} is missing`);
    return token;
  }
  #chain(operator: string, next: () => Matcher, join: (matchers: readonly Matcher[]) => Matcher): Matcher {
    const matchers = [next()];
    while (this.#rest[0] === operator) {
      this.#take();
      matchers.push(next());
    }
    return join(matchers);
  }
  #any(): Matcher {
    return this.#chain(
      "||",
      () => this.#all(),
      (matchers) => (event) => matchers.some((one) => one(event)),
    );
  }
  #all(): Matcher {
    return this.#chain(
      "&&",
      () => this.#one(),
      (matchers) => (event) => matchers.every((one) => one(event)),
    );
  }
  #one(): Matcher {
    if (this.#rest[0] === "(") {
      this.#take();
      const inner = this.#any();
      this.#take(")");
      return inner;
    }
    const selector = this.#take();
    if (!selector.startsWith("$")) throw new Error(`not a selector: ${selector}`);
    const operator = this.#take();
    if (operator === "IS") {
      const what = this.#take();
      const values: Readonly<Record<string, unknown>> = { NULL: null, TRUE: true, FALSE: false };
      if (!Object.hasOwn(values, what)) throw new Error(`not a filter pattern: IS ${what}`);
      return (event) => valueAt(event, selector) === values[what];
    }
    if (operator === "NOT") {
      this.#take("EXISTS");
      return (event) => valueAt(event, selector) === undefined;
    }
    return comparison(selector, operator, this.#take());
  }
  read(): Matcher {
    this.#take("{");
    const matcher = this.#any();
    this.#take("}");
    if (this.#rest.length > 0) throw new Error(`not a filter pattern: ${this.#rest.join(" ")} is left`);
    return matcher;
  }
}

/** True when a line matches a JSON filter pattern. A line that is not JSON matches none. */
export function matchesPattern(pattern: string, line: string): boolean {
  const matcher = new PatternReader(pattern).read();
  try {
    JSON.parse(line);
  } catch {
    return false;
  }
  return matcher(JSON.parse(line));
}
