import type { Json } from "../../../../core/json/json.ts";
import { isObject } from "../../aws-json-input.ts";
import type { Leaf } from "./event-leaves.ts";
import { ipRange } from "./ip-range.ts";
import { wildcard } from "./wildcard.ts";

/** What is wrong with an event pattern, in the words of AWS's rule compiler. */
export class InvalidPattern extends Error {
  override name = "InvalidPattern";
}

/** One alternative of a field's list: the field must be absent, or one of its leaves must pass the test. */
export type Matcher = "absent" | ((leaf: Leaf) => boolean);

type TextTest = (text: string) => boolean;

function refuse(reason: string): never {
  throw new InvalidPattern(reason);
}

function textOperand(operand: Json | undefined, operator: string): string {
  return typeof operand === "string" ? operand : refuse(`${operator} match pattern must be a string`);
}

/** Text tests see strings only: a number never has a prefix. */
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

/** `prefix` and `suffix`, alone or as `{"equals-ignore-case": …}`. */
function affix(operator: "prefix" | "suffix", operand: Json): TextTest {
  const test = (text: string, part: string) =>
    operator === "prefix" ? text.startsWith(part) : text.endsWith(part);
  if (!isObject(operand)) {
    const part = textOperand(operand, operator);
    return (text) => test(text, part);
  }
  const [name, value] = onlyMember(operand);
  if (name !== "equals-ignore-case") refuse(`Unsupported ${operator} pattern: ${name}`);
  const part = caseless(textOperand(value, "equals-ignore-case"));
  return (text) => test(caseless(text), part);
}

function onlyMember(expression: { readonly [key: string]: Json }): readonly [string, Json] {
  const [first, ...rest] = Object.entries(expression);
  if (!first) return refuse("Empty objects are not allowed");
  return rest.length > 0 ? refuse("Only one key allowed in match expression") : first;
}

function anythingButTests(name: string, operand: Json): readonly TextTest[] {
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) refuse("Empty arrays are not allowed");
  return values.map((value) => {
    switch (name) {
      case "prefix":
      case "suffix":
        if (value === "") refuse("Null prefix/suffix not allowed");
        if (typeof value !== "string") refuse("prefix/suffix match pattern must be a string");
        return affix(name, value);
      case "equals-ignore-case":
        if (typeof value !== "string") {
          refuse("Inside anything-but/ignore-case list, number|start|null|boolean is not supported.");
        }
        return ignoringCase(value);
      case "wildcard":
        return wildcard(textOperand(value, "wildcard"), refuse);
      default:
        return refuse(`Unsupported anything-but pattern: ${name}`);
    }
  });
}

/** Matches every leaf, null included, except what is named; an absent field is not matched. */
function anythingBut(operand: Json): Matcher {
  if (isObject(operand)) {
    const tests = anythingButTests(...onlyMember(operand));
    return (leaf) => typeof leaf !== "string" || !tests.some((test) => test(leaf));
  }
  const values: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  if (values.length === 0) refuse("Empty arrays are not allowed");
  if (!values.every((value) => typeof value === "string") && !values.every(Number.isFinite)) {
    refuse("Inside anything but list, either all values are number or string, mixed type is not supported");
  }
  return (leaf) => !values.includes(leaf);
}

function numericOperand(operand: Json | undefined, operator: string): number {
  if (typeof operand !== "number") return refuse(`Value of ${operator} must be numeric`);
  // A number beyond double precision reads as infinity; the library refuses to compare it.
  return Number.isFinite(operand) ? operand : refuse(`Cannot compare number : ${operand}`);
}

function numeric(operand: Json): Matcher {
  if (!Array.isArray(operand)) return refuse("Invalid numeric match: expected an array");
  const [operator, value, upperOperator, upperValue, ...rest] = operand as readonly Json[];
  if (operator === "=" || operator === "<" || operator === "<=") {
    const bound = numericOperand(value, operator === "=" ? "equals" : operator);
    if (upperOperator !== undefined) refuse("Too many elements in numeric expression");
    return onNumber((number) =>
      operator === "=" ? number === bound : operator === "<" ? number < bound : number <= bound,
    );
  }
  if (operator !== ">" && operator !== ">=") {
    return refuse(`Unrecognized numeric range operator: ${String(operator)}`);
  }
  const lower = numericOperand(value, operator);
  const aboveLower = (number: number) => (operator === ">" ? number > lower : number >= lower);
  if (upperOperator === undefined) return onNumber(aboveLower);
  if (upperOperator !== "<" && upperOperator !== "<=") {
    return refuse(`Bad numeric range operator: ${String(upperOperator)}`);
  }
  const upper = numericOperand(upperValue, upperOperator);
  if (rest.length > 0) refuse("Too many terms in numeric range expression");
  if (lower >= upper) refuse("Bottom must be less than top");
  return onNumber(
    (number) => aboveLower(number) && (upperOperator === "<" ? number < upper : number <= upper),
  );
}

function onNumber(test: (number: number) => boolean): Matcher {
  return (leaf) => typeof leaf === "number" && Number.isFinite(leaf) && test(leaf);
}

function cidr(operand: Json): Matcher {
  const block = textOperand(operand, "cidr");
  return onText(ipRange(block) ?? refuse(`Malformed CIDR: ${block}`));
}

function exists(operand: Json): Matcher {
  if (typeof operand !== "boolean") refuse("exists match pattern must be either true or false.");
  return operand ? () => true : "absent";
}

const operators = new Map<string, (operand: Json) => Matcher>([
  ["anything-but", anythingBut],
  ["cidr", cidr],
  ["equals-ignore-case", (operand) => onText(ignoringCase(operand))],
  // Not documented for EventBridge, but its compiler takes it.
  ["exactly", (operand) => equalTo(textOperand(operand, "exact"))],
  ["exists", exists],
  ["numeric", numeric],
  ["prefix", (operand) => onText(affix("prefix", operand))],
  ["suffix", (operand) => onText(affix("suffix", operand))],
  ["wildcard", (operand) => onText(wildcard(textOperand(operand, "wildcard"), refuse))],
]);

/** Whether `key` names an operator, so that an object with it cannot be a branch of `$or`. */
export function isOperator(key: string): boolean {
  return operators.has(key);
}

function equalTo(wanted: Leaf): Matcher {
  return (leaf) => leaf === wanted;
}

/** One element of a field's list: a value to equal, or an object with one operator. */
export function compileMatcher(element: Json): Matcher {
  if (Array.isArray(element)) return refuse("Match value must be String, number, true, false, or null");
  if (!isObject(element)) return equalTo(element as Leaf);
  const [name, operand] = onlyMember(element);
  const compile = operators.get(name) ?? refuse(`Unrecognized match type ${name}`);
  return compile(operand);
}
