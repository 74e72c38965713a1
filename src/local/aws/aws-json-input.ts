import type { Json } from "../../core/json/json.ts";
import { AwsError, type Input } from "./aws-json-server.ts";

/** A validation failure in the words of the AWS front end, which checks members before any service does. */
export function constraintError(failures: readonly string[]): AwsError {
  const heading = failures.length === 1 ? "1 validation error" : `${failures.length} validation errors`;
  return new AwsError("ValidationException", `${heading} detected: ${failures.join("; ")}`);
}

/** The text member `name`, or undefined when it was not given. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") {
    throw new AwsError("SerializationException", `${name} must be a string.`);
  }
  return value;
}

/** The text member `name`; its absence is the constraint failure that AWS reports. */
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

/** The number member `name`, or `fallback` when it was not given. */
export function numberOr(input: Input, name: string, fallback: number): number {
  const value = input[name] ?? fallback;
  if (typeof value !== "number") throw new AwsError("SerializationException", `${name} must be a number.`);
  return value;
}

/** The list member `name` as objects; empty when it was not given. */
export function objects(input: Input, name: string): readonly Input[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every(isObject)) {
    throw new AwsError("SerializationException", `${name} must be a list of structures.`);
  }
  return value as readonly Input[];
}

/** The list member `name` as texts; empty when it was not given. */
export function texts(input: Input, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    throw new AwsError("SerializationException", `${name} must be a list of strings.`);
  }
  return value as readonly string[];
}

/** Whether `value` is a JSON object, so neither null nor a list. */
export function isObject(value: Json | undefined): value is Input {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A page of a `List*` answer; the token is the index at which the next page starts. */
export function page<Item>(input: Input, items: readonly Item[]): { items: readonly Item[]; next?: string } {
  const start = Number(optionalText(input, "NextToken") ?? "0");
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new AwsError("ValidationException", "Parameter NextToken is not valid.");
  }
  const end = start + numberOr(input, "Limit", 100);
  return { items: items.slice(start, end), ...(end < items.length && { next: String(end) }) };
}
