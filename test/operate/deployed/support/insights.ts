/**
 * A part of CloudWatch Logs Insights' query language, as AWS documents it: `fields`, `filter` with comparisons, `in`, `like`, `and`, `or`,
 * `ispresent`, `toMillis`, `stats` with `latest`, `earliest` and `count`, `sort` and `limit`. Whatever else a query says is refused, as AWS refuses what it does not know.
 */
import { AwsRefusal } from "./recorded-aws.ts";

/** A line in a log group. */
export interface StoredLine {
  readonly group: string;
  readonly at: number;
  readonly text: string;
  /** Fields that the query itself computes. */
  readonly computed?: Readonly<Record<string, number>>;
}

type Value = string | number | undefined;
type Test = (line: StoredLine) => boolean;
type Term = (line: StoredLine) => Value;

const tokenPattern = /\s*("(?:[^"\\]|\\.)*"|>=|<=|!=|[=<>(),[\]]|[@\w.]+)/y;

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < text.trimEnd().length) {
    const [, token] = tokenPattern.exec(text) ?? [];
    if (token === undefined) throw new AwsRefusal("MalformedQueryException", `unexpected: ${text}`);
    tokens.push(token);
  }
  return tokens;
}

/** Discovered fields: those of a JSON line, and CloudWatch's own. */
function fieldOf({ at, text, computed }: StoredLine, name: string): Value {
  if (computed && Object.hasOwn(computed, name)) return computed[name];
  if (name === "@message") return text;
  if (name === "@timestamp") return at;
  let value: unknown;
  try {
    value = name
      .split(".")
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown>)?.[key], JSON.parse(text));
  } catch {
    return undefined;
  }
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

/** A reader of one expression. */
class Expression {
  private readonly tokens: string[];
  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  whole(): Test {
    const test = this.or();
    if (this.tokens.length > 0) this.refuse();
    return test;
  }

  private refuse(): never {
    throw new AwsRefusal("MalformedQueryException", `unexpected: ${this.tokens.join(" ")}`);
  }

  private take(wanted?: string): string {
    const token = this.tokens.shift();
    if (token === undefined || (wanted !== undefined && token !== wanted)) this.refuse();
    return token;
  }

  private or(): Test {
    const tests = [this.and()];
    while (this.tokens[0] === "or") {
      this.take();
      tests.push(this.and());
    }
    return (line) => tests.some((test) => test(line));
  }

  private and(): Test {
    const tests = [this.one()];
    while (this.tokens[0] === "and") {
      this.take();
      tests.push(this.one());
    }
    return (line) => tests.every((test) => test(line));
  }

  private one(): Test {
    if (this.tokens[0] === "(") {
      this.take();
      const inner = this.or();
      this.take(")");
      return inner;
    }
    const [name, next] = this.tokens;
    if (name === "ispresent" && next === "(") {
      const [field = ""] = this.call();
      return (line) => fieldOf(line, field) !== undefined;
    }
    return this.comparison();
  }

  private call(): readonly string[] {
    this.take();
    this.take("(");
    const args: string[] = [];
    for (let token = this.take(); token !== ")"; token = this.take()) if (token !== ",") args.push(token);
    return args;
  }

  private term(): Term {
    const [name = "", next] = this.tokens;
    if (name === "toMillis" && next === "(") {
      const [field = ""] = this.call();
      return (line) => fieldOf(line, field);
    }
    this.take();
    if (name.startsWith('"')) return () => JSON.parse(name) as string;
    return /^\d+(?:\.\d+)?$/.test(name) ? () => Number(name) : (line) => fieldOf(line, name);
  }

  private comparison(): Test {
    const left = this.term();
    const operator = this.take();
    if (operator === "in") {
      this.take("[");
      const values: Value[] = [];
      for (let token = this.take(); token !== "]"; token = this.take())
        if (token !== ",") values.push(JSON.parse(token));
      return (line) => values.includes(left(line));
    }
    const right = this.term();
    return (line) => {
      const [one, other] = [left(line), right(line)];
      if (operator === "!=") return one !== other;
      if (operator === "like") return String(one ?? "").includes(String(other));
      if (one === undefined || other === undefined) return false;
      if (operator === "=") return one === other;
      if (operator === ">") return one > other;
      if (operator === "<") return one < other;
      if (operator === ">=") return one >= other;
      return operator === "<=" ? one <= other : this.refuse();
    };
  }
}

const fieldText = (line: StoredLine, name: string): string | undefined => {
  const value = fieldOf(line, name);
  if (name !== "@timestamp") return value?.toString();
  return new Date(line.at).toISOString().replace("T", " ").slice(0, -1);
};

const resultField = (field: string, value: string | undefined): readonly object[] =>
  value === undefined ? [] : [{ field, value }];

/** `stats latest(@message) as line, count(*) as n by source, outcome` */
function statistics(lines: readonly StoredLine[], text: string): readonly (readonly object[])[] {
  const [, computed = "", by = ""] = /^(.*) by (.*)$/.exec(text) ?? [];
  const keys = by.split(",").map((key) => key.trim());
  const columns = computed
    .split(/,\s*(?=\w+\()/)
    .map((column) => /^(\w+)\(([@\w*.]+)\) as (\w+)$/.exec(column.trim()));
  const groups = Map.groupBy(lines, (line) => JSON.stringify(keys.map((key) => fieldText(line, key))));
  return Array.from(groups.values(), (group) => {
    const inOrder = group.toSorted((one, other) => one.at - other.at);
    const [oldest, newest] = [inOrder.at(0), inOrder.at(-1)] as [StoredLine, StoredLine];
    return [
      ...keys.flatMap((key) => resultField(key, fieldText(newest, key))),
      ...columns.flatMap((column) => {
        const [, name = "", field = "", as = ""] = column ?? [];
        if (name === "count" && field === "*") return resultField(as, String(group.length));
        if (name === "latest") return resultField(as, fieldText(newest, field));
        if (name === "earliest") return resultField(as, fieldText(oldest, field));
        throw new AwsRefusal("MalformedQueryException", `unexpected: ${text}`);
      }),
    ];
  });
}

/** `toMillis(@timestamp) - ms as came`: a field that is there where both of its parts are. */
function withComputed(line: StoredLine, fields: readonly string[]): StoredLine {
  const computed = fields.flatMap((field) => {
    const [, name = "", as = ""] = /^toMillis\(@timestamp\) - (\w+) as (\w+)$/.exec(field) ?? [];
    const value = fieldOf(line, name);
    return typeof value === "number" ? [[as, line.at - value] as const] : [];
  });
  return { ...line, computed: { ...line.computed, ...Object.fromEntries(computed) } };
}

/** The rows of a query, as GetQueryResults gives them. */
export function insightsRows(query: string, lines: readonly StoredLine[]): readonly (readonly object[])[] {
  let left = [...lines];
  let names: readonly string[] = ["@timestamp", "@message"];
  let computed: readonly (readonly object[])[] | undefined;
  for (const command of query.split(" | ")) {
    const [, word = "", rest = ""] = /^(\w+)\s+(.*)$/.exec(command.trim()) ?? [];
    if (word === "fields") {
      const fields = rest.split(",").map((name) => name.trim());
      left = left.map((line) => withComputed(line, fields));
      names = fields.map((field) => field.split(" as ").at(-1) ?? "");
    } else if (word === "filter") left = left.filter(new Expression(rest).whole());
    else if (word === "stats") computed = statistics(left, rest);
    else if (word === "limit") left = left.slice(0, Number(rest));
    else if (word === "sort") {
      const [, field = "", order = ""] = /^(@timestamp|came) (asc|desc)$/.exec(rest) ?? [];
      if (order === "") throw new AwsRefusal("MalformedQueryException", `unexpected: ${command}`);
      const value = (line: StoredLine): number => Number(fieldOf(line, field));
      left.sort((one, other) => (order === "asc" ? value(one) - value(other) : value(other) - value(one)));
    } else throw new AwsRefusal("MalformedQueryException", `unknown command: ${command}`);
  }
  return (
    computed ??
    left.map((line, index) => [
      ...names.flatMap((name) => resultField(name, fieldText(line, name))),
      { field: "@ptr", value: `ptr-${index}` },
    ])
  );
}
