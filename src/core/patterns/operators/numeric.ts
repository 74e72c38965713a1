import { jsonNumber } from "../comparable-number.ts";
import type { PatternReader } from "../pattern-reader.ts";
import { isNumber, type Matcher } from "./matcher.ts";

/** A number of a pattern, as the compiler keeps it until the expression is complete. */
type Operand = () => number;

type Comparison = (left: number, right: number) => boolean;

const comparisons = new Map<string, Comparison>([
  ["=", (left, right) => left === right],
  ["<", (left, right) => left < right],
  ["<=", (left, right) => left <= right],
  [">", (left, right) => left > right],
  [">=", (left, right) => left >= right],
]);

/** The double of a number in a pattern; refuses one that can't be compared. */
export function comparableOperand(text: string, refuse: (reason: string) => never): number {
  return jsonNumber(text).value ?? refuse(`Cannot compare number : ${text}`);
}

/** Reads the number that an operator is followed by. AWS finds out only at the end whether it can compare it. */
function readOperand(reader: PatternReader, operator: string): Operand {
  const reason = `Value of ${operator === "=" ? "equals" : operator} must be numeric`;
  const { text } = reader.expect("number", reason);
  return () => comparableOperand(text, (why) => reader.refuse(why));
}

function onNumber(test: (number: number) => boolean): Matcher {
  return { test: (leaf) => isNumber(leaf) && leaf.value !== undefined && test(leaf.value) };
}

/** Reads the rest of a range, whose upper operator was read last. */
function upperBound(
  reader: PatternReader,
  token: { readonly kind: string; readonly text: string },
): { readonly within: Comparison; readonly bound: Operand } {
  if (token.kind !== "string") reader.refuse(`Bad value in numeric range: ${token.text}`);
  const operator = reader.text();
  const within = comparisons.get(operator);
  if (!within || (operator !== "<" && operator !== "<=")) {
    return reader.refuse(`Bad numeric range operator: ${operator}`);
  }
  const bound = readOperand(reader, operator);
  reader.expect("]", "Too many terms in numeric range expression");
  return { within, bound };
}

/** The operator `numeric`, whose value comes next. */
export function numeric(reader: PatternReader): Matcher {
  reader.expect("[", "Value of numeric must be an array.");
  const member = reader.next();
  if (member.kind !== "string") reader.refuse(`Invalid member in numeric match: ${member.text}`);
  const operator = reader.text();
  const compare = comparisons.get(operator);
  if (!compare) {
    // AWS reads the value before it looks at the operator, as the position of its message shows.
    reader.next();
    return reader.refuse(`Unrecognized numeric range operator: ${operator}`);
  }
  const operand = readOperand(reader, operator);
  if (!operator.startsWith(">")) {
    reader.expect("]", "Too many elements in numeric expression");
    const bound = operand();
    return onNumber((number) => compare(number, bound));
  }
  const token = reader.next();
  if (token.kind === "]") {
    const bound = operand();
    return onNumber((number) => compare(number, bound));
  }
  const { within, bound } = upperBound(reader, token);
  const [lower, upper] = [operand(), bound()];
  if (lower >= upper) reader.refuse("Bottom must be less than top");
  return onNumber((number) => compare(number, lower) && within(number, upper));
}
