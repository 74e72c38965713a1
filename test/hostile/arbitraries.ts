/** What fast-check makes for the fuzz tests. */
import fc from "fast-check";
import type { Json } from "../../src/core/json/json.ts";
import type { WebhookRequest } from "../../src/core/request.ts";

export const text = fc.string({ unit: "binary", maxLength: 60 });
export const bytes = fc.uint8Array({ maxLength: 200 });
export const keys = fc.oneof(
  text,
  fc.constantFrom("__proto__", "constructor", "a/b", "~", "", "0", "length", "*"),
);
export const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.maxSafeInteger(),
    text,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** A text of a JSON value as no serializer would write it: white space wherever it may stand. */
export const spaced = (value: Json, gap: string): string => {
  if (Array.isArray(value))
    return `[${gap}${value.map((one) => spaced(one, gap)).join(`${gap},${gap}`)}${gap}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${JSON.stringify(name)}${gap}:${gap}${spaced(one as Json, gap)}`,
  );
  return `{${gap}${members.join(`${gap},${gap}`)}${gap}}`;
};
export const gaps = fc.constantFrom("", " ", "\n", "\t\r\n  ");

/** Every path of a value, with what stands there. */
export function* pathsOf(
  value: Json,
  path: readonly string[] = [],
): Generator<readonly [readonly string[], Json]> {
  yield [path, value];
  if (typeof value !== "object" || value === null) return;
  for (const [name, one] of Object.entries(value)) yield* pathsOf(one as Json, [...path, name]);
}

export const request = (change: Partial<WebhookRequest>): WebhookRequest => ({
  method: "POST",
  url: "https://hooks.example.com/hooks/x",
  query: "",
  headers: new Map(),
  body: new Uint8Array(),
  ...change,
});
