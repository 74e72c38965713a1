import { entities } from "../core/words/entities.ts";
import { type Action, actions } from "../core/words/vocabulary.ts";

/** Version of the schema: the first number changes with a change that a consumer could notice. */
export const eventSchemaVersion = "1.0.0";

const textProperty = (description: string): object => ({ type: "string", description });
const timeProperty = (description: string): object => ({ type: "string", format: "date-time", description });

const detailSchema = {
  type: "object",
  description: "A CloudEvent 1.0 in JSON format.",
  required: ["specversion", "id", "type", "source", "time", "bridgesource", "deliveryid", "receivedtime"],
  properties: {
    specversion: { const: "1.0" },
    id: textProperty("The same on every attempt."),
    type: textProperty("The provider and the vendor's whole event name."),
    source: textProperty("Where at the vendor it happened, as a URI reference."),
    subject: textProperty("What it is about: an issue's number, an order's id."),
    time: timeProperty("When it happened, or when it was received."),
    bridgesource: textProperty("Name of the source in bridge.config.ts."),
    deliveryid: textProperty("The bridge's id of the delivery."),
    receivedtime: timeProperty("When the bridge received it."),
    traceparent: textProperty("W3C trace context of the invocation that received it."),
    entity: { enum: entities, description: "What it is about, in one vocabulary for all vendors." },
    action: { enum: Object.keys(actions) as Action[], description: "What happened to it." },
    datacontenttype: textProperty("The media type of the payload."),
    data: { description: "The vendor's JSON payload." },
    data_base64: textProperty("A payload that is not JSON, in base64."),
    dataref: textProperty("S3 URI of a payload that is too large for an entry of EventBridge."),
  },
};

/** JSON Schema (draft 7) of an event of the bridge, as EventBridge gives it to the targets of rules. docs/events.md explains each field. */
export const eventSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "An event of Hookbridge",
  type: "object",
  required: ["version", "id", "source", "detail-type", "account", "time", "region", "resources", "detail"],
  properties: {
    version: textProperty("Of EventBridge's format."),
    id: textProperty("EventBridge's own id. `detail.id` is the event's."),
    source: textProperty("The provider."),
    "detail-type": { type: "string", maxLength: 128, description: "The vendor's own event name." },
    account: textProperty("The AWS account of the bus."),
    time: timeProperty("When it happened, or when it was received, in whole seconds."),
    region: textProperty("The AWS region of the bus."),
    resources: { type: "array", items: { type: "string" } },
    "replay-name": textProperty("Name of the replay, in an event that was sent again."),
    detail: detailSchema,
  },
} as const;
