/** Reads members of an operation's input, with AWS's own errors for what is missing or has a wrong type. */
import type { Json } from "../../core/json/json.ts";
import { AwsError, type Input } from "./aws-json-server.ts";

/** A validation failure as the AWS front end words it. It checks members before any service does. */
export function constraintError(failures: readonly string[]): AwsError {
  const heading = failures.length === 1 ? "1 validation error" : `${failures.length} validation errors`;
  return new AwsError("ValidationException", `${heading} detected: ${failures.join("; ")}`);
}

/** The string member `name`; undefined when it is absent. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") {
    throw new AwsError("SerializationException", `${name} must be a string.`);
  }
  return value;
}

/** The string member `name`; AWS's constraint failure when it is absent. */
export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) {
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    throw constraintError([
      `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
    ]);
  }
  return value;
}

/** The number member `name`; `fallback` when it is absent. */
export function numberOr(input: Input, name: string, fallback: number): number {
  const value = input[name] ?? fallback;
  if (typeof value !== "number") throw new AwsError("SerializationException", `${name} must be a number.`);
  return value;
}

/** The member `name` as a list of structures; empty when it is absent. */
export function structureList(input: Input, name: string): readonly Input[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw new AwsError("SerializationException", `${name} must be a list of structures.`);
  }
  return value as readonly Input[];
}

/** The member `name` as a list of strings; empty when it is absent. */
export function textList(input: Input, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    throw new AwsError("SerializationException", `${name} must be a list of strings.`);
  }
  return value as readonly string[];
}

/** True for a JSON object; false for null and for an array. */
export function isObject(value: Json | undefined): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const longestPage = 100;

/** One page of a `List*` answer. The token is the index of the next page's first item. */
export function pageOf<Item>(
  input: Input,
  items: readonly Item[],
): { items: readonly Item[]; next?: string } {
  const start = Number(optionalText(input, "NextToken") ?? "0");
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new AwsError("ValidationException", "Parameter NextToken is not valid.");
  }
  const limit = numberOr(input, "Limit", longestPage);
  if (limit < 1 || limit > longestPage) {
    const bound = limit < 1 ? "greater than or equal to 1" : `less than or equal to ${longestPage}`;
    throw constraintError([
      `Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
    ]);
  }
  const end = start + limit;
  return { items: items.slice(start, end), ...(end < items.length && { next: String(end) }) };
}
