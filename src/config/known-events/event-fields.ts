import type { Pattern } from "../../core/patterns/pattern.ts";
import { similarNames } from "../../core/text/similar-names.ts";

/** Fields of an event on a bus, outside of the payload. */
const eventFields: ReadonlySet<string> = new Set([
  ...["version", "id", "detail-type", "source", "account", "time", "region", "resources", "replay-name"],
  ...[
    ...[
      "specversion",
      "id",
      "type",
      "source",
      "subject",
      "time",
      "bridgesource",
      "deliveryid",
      "receivedtime",
    ],
    ...["traceparent", "entity", "action", "datacontenttype", "dataref", "data_base64", "data"],
  ].map((name) => `detail.${name}`),
]);

/** True where an event can have a value at a path. */
export const isField = (path: string): boolean => eventFields.has(path) || path.startsWith("detail.data.");

/** A field that every alternative of a pattern needs and that no event has, and the nearest that events have. */
export function missingField({
  alternatives,
}: Pattern): { readonly path: string; readonly nearest?: string } | undefined {
  const missing = alternatives.map((conditions) =>
    Array.from(conditions).find(
      ([path, { matchers }]) => !isField(path) && !matchers.some(({ absent }) => absent),
    ),
  );
  const [first] = missing[0] ?? [];
  if (first === undefined || missing.includes(undefined)) return undefined;
  const [nearest] = similarNames(first, [...eventFields]);
  return { path: first, ...(nearest !== undefined && { nearest }) };
}
