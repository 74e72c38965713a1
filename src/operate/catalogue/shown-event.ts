import { parseJson } from "../../core/json/json.ts";
import type { RecordedEvent } from "./recorded-event.ts";
import { shortenJson } from "./shorten-json.ts";

/** Attributes that tell most, in the order in which they are shown; the others are alike for every vendor. */
const shownAttributes = ["id", "type", "source", "subject", "time", "entity", "action", "datacontenttype"];

/** An event as it is on the bus, as JSON: with the attributes that tell most, and its payload shortened. */
export function shownEvent({ event, detail }: RecordedEvent): string {
  const parsed = (parseJson(detail)?.value ?? {}) as Readonly<Record<string, unknown>>;
  const attributes = shownAttributes.flatMap((key) =>
    parsed[key] === undefined || parsed[key] === "application/json"
      ? []
      : [`    ${JSON.stringify(key)}: ${JSON.stringify(parsed[key])}`],
  );
  const { payload, eventSource, detailType } = event;
  const data =
    payload.kind === "json"
      ? [`    "data": ${shortenJson(payload.text, "    ")}`]
      : payload.kind === "bytes"
        ? [`    "data_base64": ${shortenJson(JSON.stringify(parsed.data_base64 ?? ""))}`]
        : [];
  return `{
  "source": ${JSON.stringify(eventSource)},
  "detail-type": ${JSON.stringify(detailType)},
  "detail": {
${[...attributes, ...data].join(",\n")}
  }
}`;
}
