import { eventSchema, eventSchemaVersion } from "../../../events/event-schema.ts";

/**
 * The text of src/consumer/event-schema.json.
 * @param before the file as it is: its version is held to its content
 * @throws when the schema has changed and its version has not
 */
export function eventSchemaText(before: string, version = eventSchemaVersion): string {
  const text = `${JSON.stringify({ ...eventSchema, version }, null, 2)}\n`;
  const former = before === "" ? undefined : (JSON.parse(before) as { readonly version?: string });
  if (text !== before && former?.version === version)
    throw new Error(
      `The schema of events has changed, and its version is still ${version}: raise eventSchemaVersion in src/events/event-schema.ts`,
    );
  return text;
}
