/** The part of CloudWatch's metric math that alarms here use, as AWS documents it: "Using math expressions with CloudWatch metrics". */

/** One value a period, the oldest first; undefined where there is none. */
export type Series = readonly (number | undefined)[];

type Value = Series | number;

/** What an expression refers to. */
export interface MathInput {
  readonly metrics: Readonly<Record<string, Series>>;
  /** The quota of each usage metric, by the id in the expression. */
  readonly quotas: Readonly<Record<string, number>>;
}

const isSeries = (value: Value): value is Series => typeof value !== "number";

const truth = (holds: boolean): number => (holds ? 1 : 0);

const operations: Readonly<Record<string, (one: number, other: number) => number>> = {
  "+": (one, other) => one + other,
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => one / other,
  "==": (one, other) => truth(one === other),
  "!=": (one, other) => truth(one !== other),
  "<=": (one, other) => truth(one <= other),
  ">=": (one, other) => truth(one >= other),
  "<": (one, other) => truth(one < other),
  ">": (one, other) => truth(one > other),
  AND: (one, other) => truth(one !== 0 && other !== 0),
  OR: (one, other) => truth(one !== 0 || other !== 0),
};

/** Of two series, a value that only one has counts as 0 in the other; a division by zero drops the point. */
function combine(operator: string, one: Value, other: Value): Value {
  const operation = operations[operator];
  if (!operation) throw new Error(`no such operator: ${operator}`);
  if (!isSeries(one) && !isSeries(other)) return operation(one, other);
  const length = isSeries(one) ? one.length : (other as Series).length;
  return Array.from({ length }, (_, index) => {
    const [left, right] = [one, other].map((value) => (isSeries(value) ? value[index] : value));
    const both = isSeries(one) && isSeries(other);
    if (both ? left === undefined && right === undefined : left === undefined || right === undefined)
      return undefined;
    const result = operation(left ?? 0, right ?? 0);
    return Number.isFinite(result) ? result : undefined;
  });
}

const seriesOf = (value: Value | undefined): Series => {
  if (value === undefined || !isSeries(value)) throw new Error("a series is wanted here");
  return value;
};

const tokens = /\s*(==|!=|<=|>=|&&|\|\||[-+*/<>(),]|\d+(?:\.\d+)?|[A-Za-z]\w*)/y;

const levels: readonly (readonly string[])[] = [
  ["OR", "||"],
  ["AND", "&&"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
];

class ExpressionReader {
  readonly #rest: string[] = [];
  readonly #input: MathInput;
  constructor(expression: string, input: MathInput) {
    this.#input = input;
    tokens.lastIndex = 0;
    while (tokens.lastIndex < expression.trimEnd().length) {
      const [, token] = tokens.exec(expression) ?? [];
      if (token === undefined) throw new Error(`not an expression: ${expression}`);
      this.#rest.push(token);
    }
  }
  #take(expected?: string): string {
    const token = this.#rest.shift();
    if (token === undefined || (expected !== undefined && token !== expected))
      throw new Error(`${expected ?? "more"} is missing`);
    return token;
  }
  #level(index: number): Value {
    const operators = levels[index];
    if (!operators) return this.#atom();
    let value = this.#level(index + 1);
    while (operators.includes(this.#rest[0] ?? "")) {
      const operator = this.#take().replace("&&", "AND").replace("||", "OR");
      value = combine(operator, value, this.#level(index + 1));
    }
    return value;
  }
  #atom(): Value {
    const token = this.#take();
    if (token === "(") {
      const inner = this.#level(0);
      this.#take(")");
      return inner;
    }
    if (/^\d/.test(token)) return Number(token);
    if (this.#rest[0] === "(") return this.#call(token);
    const metric = this.#input.metrics[token];
    if (!metric) throw new Error(`no such metric: ${token}`);
    return metric;
  }
  #call(name: string): Value {
    this.#take("(");
    if (name === "SERVICE_QUOTA") {
      const id = this.#take();
      this.#take(")");
      const quota = this.#input.quotas[id];
      if (quota === undefined) throw new Error(`${id} is no usage metric`);
      return seriesOf(this.#input.metrics[id]).map(() => quota);
    }
    const given: Value[] = [this.#level(0)];
    while (this.#rest[0] === ",") {
      this.#take();
      given.push(this.#level(0));
    }
    this.#take(")");
    const [first, second, third] = given;
    if (name === "FILL" && typeof second === "number") return seriesOf(first).map((value) => value ?? second);
    if (name === "DIFF") return differences(seriesOf(first));
    if (name === "IF" && typeof second === "number" && typeof third === "number")
      return seriesOf(first).map((value) => (value === undefined ? undefined : value !== 0 ? second : third));
    throw new Error(`${name} is not played here`);
  }
  read(): Series {
    const value = this.#level(0);
    if (this.#rest.length > 0) throw new Error(`${this.#rest.join(" ")} is left`);
    return seriesOf(value);
  }
}

/** Each value less the one before it; the first has none before it. */
function differences(series: Series): Series {
  let before: number | undefined;
  return series.map((value) => {
    if (value === undefined) return undefined;
    const difference = before === undefined ? undefined : value - before;
    before = value;
    return difference;
  });
}

/** The series that an expression gives. */
export const evaluateExpression = (expression: string, input: MathInput): Series =>
  new ExpressionReader(expression, input).read();
