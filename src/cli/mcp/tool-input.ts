import { BridgeError } from "../../core/errors.ts";
import { momentOf } from "../text/parse-moment.ts";

/** What an assistant gives a tool. */
export type ToolInput = Readonly<Record<string, unknown>>;

/** A member of a tool's input, in JSON Schema. */
export interface InputProperty {
  readonly type: "string" | "array" | "integer" | "boolean";
  readonly items?: { readonly type: "string" };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description: string;
}

/** The input of a tool, in JSON Schema. */
export interface InputSchema {
  readonly type: "object";
  readonly properties: Readonly<Record<string, InputProperty>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

const listOfTexts = (description: string): InputProperty => ({
  type: "array",
  items: { type: "string" },
  description,
});

/** Members that narrow a list, and choose a part of it. */
export const listProperties: Readonly<Record<string, InputProperty>> = {
  source: listOfTexts("names of sources"),
  type: listOfTexts("detail.type of events; com.stripe.* for all that begin so"),
  entity: listOfTexts("what events are about: order, invoice"),
  action: listOfTexts("what happened: created, deleted"),
  outcome: listOfTexts(
    "how far requests came: refused, handshake, failed, queued, deferred, published, duplicate, dropped, dead-letter",
  ),
  reason: listOfTexts("reasons or codes of refusals and failures"),
  from: { type: "string", description: "from this time on: ISO 8601, or an age such as 2h" },
  to: { type: "string", description: "up to this time" },
  text: { type: "string", description: "a text in an id, a type or a subject" },
  limit: { type: "integer", minimum: 1, maximum: 100, description: "at most so many; default 20" },
  before: { type: "string", description: "the cursor `next` of the page before: older ones" },
};

const wrongInput = (name: string, wanted: string): BridgeError =>
  new BridgeError(
    "wrong-use",
    `The tool's input "${name}" is not ${wanted}.`,
    "Look at the tool's input schema.",
  );

function checked(name: string, value: unknown, property: InputProperty, now: number): unknown {
  const { type, minimum = 0, maximum = 0 } = property;
  if (type === "array") {
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
    throw wrongInput(name, "a list of texts");
  }
  if (type === "integer") {
    if (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum) return value;
    throw wrongInput(name, `a whole number from ${minimum} to ${maximum}`);
  }
  if (typeof value !== type) throw wrongInput(name, type === "string" ? "a text" : "true or false");
  if (name !== "from" && name !== "to") return value;
  const moment = momentOf(value as string, now);
  if (moment === undefined) throw wrongInput(name, "a time such as 2h or 2026-11-30T14:30:00Z");
  return moment;
}

/**
 * A tool's input, checked by its schema; times are in ms since 1970.
 * @throws BridgeError `wrong-use`
 */
export function checkToolInput(input: ToolInput, schema: InputSchema, now: number): ToolInput {
  const { properties, required = [] } = schema;
  const missing = required.find((name) => input[name] === undefined);
  if (missing !== undefined) throw wrongInput(missing, "given");
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!property) throw wrongInput(name, `known; there are ${Object.keys(properties).join(", ")}`);
      return [name, checked(name, value, property, now)];
    }),
  );
}
