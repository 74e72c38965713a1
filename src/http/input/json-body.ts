import type { Context } from "hono";
import { type Json, type JsonDocument, parseJson } from "../../core/json/json.ts";
import { wrongRequest } from "../api-failure.ts";
import { momentIn, momentOfNumber } from "./moment.ts";
import { unknownName } from "./parameters.ts";

/** JsonMembers of a JSON object from a caller. */
export type JsonMembers = Readonly<Record<string, Json>>;

/** The members of an object; any but `names` is refused. */
export function bodyMembers(value: Json | undefined, what: string, names: readonly string[]): JsonMembers {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw wrongRequest(`${what} must be a JSON object.`, `Its members: ${names.join(", ")}.`);
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined) throw unknownName("member", unknown, names);
  return value as JsonMembers;
}

/** The body of a request as a JSON document; none counts as `{}`. */
export async function readJsonBody(context: Context): Promise<JsonDocument> {
  const text = await context.req.text();
  const document = parseJson(text.trim() === "" ? "{}" : text);
  if (!document) throw wrongRequest("The body is no JSON.", "Send a JSON object.");
  return document;
}

const wrongMember = (name: string, expected: string): Error =>
  wrongRequest(`\`${name}\` in the body is not what it must be.`, `Give ${expected}.`);

/** A member that is text, where it is there. */
export function textMember(members: JsonMembers, name: string): string | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string" || value === "") throw wrongMember(name, "a text");
  return value;
}

/** A member that is text, an empty one too. */
export const anyTextMember = (members: JsonMembers, name: string): string | undefined =>
  members[name] === "" ? "" : textMember(members, name);

/** A member that is a list of texts, where it is there. One text counts as a list of it. */
export function textsMember(members: JsonMembers, name: string): readonly string[] | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  const texts = typeof value === "string" ? [value] : value;
  const isTexts = (list: Json): list is readonly string[] =>
    Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === "string" && one !== "");
  if (!isTexts(texts)) throw wrongMember(name, "a list of texts");
  return texts;
}

/** A member that is true or false. */
export function flagMember(members: JsonMembers, name: string): boolean {
  const value = members[name] ?? false;
  if (typeof value !== "boolean") throw wrongMember(name, "true or false");
  return value;
}

/** A member that is a moment, where it is there: ISO 8601 or ms since 1970. */
export function momentMember(members: JsonMembers, name: string): number | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === "number" ? momentOfNumber(value, name) : momentIn(String(value), name);
}

/** A member that is a positive number, where it is there. */
export function rateMember(members: JsonMembers, name: string): number | undefined {
  const value = members[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !(value > 0)) throw wrongMember(name, "a number over 0");
  return value;
}

/** Without members that are undefined, which an optional member of a type may not be. */
export function given<Value extends object>(
  value: Value,
): { [Key in keyof Value]?: Exclude<Value[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [Key in keyof Value]?: Exclude<Value[Key], undefined>;
  };
}
