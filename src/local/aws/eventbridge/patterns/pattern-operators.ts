import type { Json } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import type { Leaf } from "./event-leaves.ts";
import { ipRange } from "./ip-range.ts";
import { wildcard } from "./wildcard.ts";

/** Why an event pattern is not valid, in the words of AWS's rule compiler. */
export class InvalidPattern extends Error {
  override name = "InvalidPattern";
}

/** One element of a field's list: the field must be absent, or one of its leaves must pass the test. */
export type Matcher = "absent" | ((leaf: Leaf) => boolean);

type TextTest = (text: string) => boolean;

function refusePattern(reason: string): never {
  throw new InvalidPattern(reason);
}

function textOperand(operand: Json | undefined, operator: string): string {
  return typeof operand === "string" ? operand : refusePattern(`${operator} match pattern must be a string`);
}

/** Only strings pass a text test: a number has no prefix. */
function onText(test: TextTest): Matcher {
  return (leaf) => typeof leaf === "string" && test(leaf);
}

function caseless(text: string): string {
  return text.toLowerCase();
}

function ignoringCase(operand: Json | undefined): TextTest {
  const wanted = caseless(textOperand(operand, "equals-ignore-case"));
  return (text) => caseless(text) === wanted;
}

/** `prefix` and `suffix`, with a string or with `{"equals-ignore-case": …}`. */
function affix(operator: "prefix" | "suffix", operand: Json): TextTest {
  const test = (text: string, part: string) =>
    operator === "prefix" ? text.startsWith(part) : text.endsWith(part);
  if (!isObject(operand)) {
    const part = textOperand(operand, operator);
    return (text) => test(text, part);
  }
  const [name, value] = onlyMember(operand);
  if (name !== "equals-ignore-case") refusePattern(`Unsupported ${operator} pattern: ${name}`);
  const part = caseless(textOperand(value, "equals-ignore-case"));
  return (text) => test(caseless(text), part);
}

function onlyMember(expression: { readonly [key: string]: Json }): readonly [string, Json] {
  const [first, ...rest] = Object.entries(expression);
  if (!first) return refusePattern("Empty objects are not allowed");
  return rest.length > 0 ? refusePattern("Only one key allowed in match expression") : first;
}

function anythingButTests(name: string, operand: Json): readonly TextTest[] {
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) refusePattern("Empty arrays are not allowed");
  return values.map((value) => {
    switch (name) {
      case "prefix":
      case "suffix":
        if (value === "") refusePattern("Null prefix/suffix not allowed");
        if (typeof value !== "string") refusePattern("prefix/suffix match pattern must be a string");
        return affix(name, value);
      case "equals-ignore-case":
        if (typeof value !== "string") {
          refusePattern("Inside anything-but/ignore-case list, number|start|null|boolean is not supported.");
        }
        return ignoringCase(value);
      case "wildcard":
        return wildcard(textOperand(value, "wildcard"), refusePattern);
      default:
        return refusePattern(`Unsupported anything-but pattern: ${name}`);
    }
  });
}

/** Matches every leaf that is not listed, also null; an absent field does not match. */
function anythingBut(operand: Json): Matcher {
  if (isObject(operand)) {
    const tests = anythingButTests(...onlyMember(operand));
    return (leaf) => typeof leaf !== "string" || !tests.some((test) => test(leaf));
  }
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) refusePattern("Empty arrays are not allowed");
  if (!values.every((value) => typeof value === "string") && !values.every(Number.isFinite)) {
    refusePattern(
      "Inside anything but list, either all values are number or string, mixed type is not supported",
    );
  }
  return (leaf) => !values.includes(leaf);
}

function numericOperand(operand: Json | undefined, operator: string): number {
  if (typeof operand !== "number") return refusePattern(`Value of ${operator} must be numeric`);
  // A number beyond double precision reads as infinity, and AWS's library refuses to compare it.
  return Number.isFinite(operand) ? operand : refusePattern(`Cannot compare number : ${operand}`);
}

function numeric(operand: Json): Matcher {
  if (!Array.isArray(operand)) return refusePattern("Invalid numeric match: expected an array");
  const [operator, value, upperOperator, upperValue, ...rest] = operand as readonly Json[];
  if (operator === "=" || operator === "<" || operator === "<=") {
    const bound = numericOperand(value, operator === "=" ? "equals" : operator);
    if (upperOperator !== undefined) refusePattern("Too many elements in numeric expression");
    return onNumber((number) =>
      operator === "=" ? number === bound : operator === "<" ? number < bound : number <= bound,
    );
  }
  if (operator !== ">" && operator !== ">=") {
    return refusePattern(`Unrecognized numeric range operator: ${String(operator)}`);
  }
  const lower = numericOperand(value, operator);
  const aboveLower = (number: number) => (operator === ">" ? number > lower : number >= lower);
  if (upperOperator === undefined) return onNumber(aboveLower);
  if (upperOperator !== "<" && upperOperator !== "<=") {
    return refusePattern(`Bad numeric range operator: ${String(upperOperator)}`);
  }
  const upper = numericOperand(upperValue, upperOperator);
  if (rest.length > 0) refusePattern("Too many terms in numeric range expression");
  if (lower >= upper) refusePattern("Bottom must be less than top");
  return onNumber(
    (number) => aboveLower(number) && (upperOperator === "<" ? number < upper : number <= upper),
  );
}

function onNumber(test: (number: number) => boolean): Matcher {
  return (leaf) => typeof leaf === "number" && Number.isFinite(leaf) && test(leaf);
}

function cidr(operand: Json): Matcher {
  const block = textOperand(operand, "cidr");
  return onText(ipRange(block) ?? refusePattern(`Malformed CIDR: ${block}`));
}

function exists(operand: Json): Matcher {
  if (typeof operand !== "boolean") refusePattern("exists match pattern must be either true or false.");
  return operand ? () => true : "absent";
}

const operators = new Map<string, (operand: Json) => Matcher>([
  ["anything-but", anythingBut],
  ["cidr", cidr],
  ["equals-ignore-case", (operand) => onText(ignoringCase(operand))],
  // EventBridge does not document this operator, but its compiler accepts it.
  ["exactly", (operand) => equalTo(textOperand(operand, "exact"))],
  ["exists", exists],
  ["numeric", numeric],
  ["prefix", (operand) => onText(affix("prefix", operand))],
  ["suffix", (operand) => onText(affix("suffix", operand))],
  ["wildcard", (operand) => onText(wildcard(textOperand(operand, "wildcard"), refusePattern))],
]);

/** Whether `key` is an operator. An object with such a key can't be a branch of `$or`. */
export function isOperator(key: string): boolean {
  return operators.has(key);
}

function equalTo(wanted: Leaf): Matcher {
  return (leaf) => leaf === wanted;
}

/** Compiles one element of a field's list: a value to equal, or an object with one operator. */
export function compileMatcher(element: Json): Matcher {
  if (Array.isArray(element))
    return refusePattern("Match value must be String, number, true, false, or null");
  if (!isObject(element)) return equalTo(element as Leaf);
  const [name, operand] = onlyMember(element);
  const compile = operators.get(name) ?? refusePattern(`Unrecognized match type ${name}`);
  return compile(operand);
}
