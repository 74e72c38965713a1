import { parseJson } from "../../../../core/json/json.ts";
import { constraintError, isObject, objects, optionalText, texts } from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { jsonDepth } from "./json-depth.ts";

/** An entry that was accepted: what becomes the envelope, its detail still the text that was sent. */
export interface AcceptedEntry {
  /** Name of the bus, also when the entry gave its ARN. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  readonly resources: readonly string[];
  /** Epoch seconds; undefined when the entry has no Time. */
  readonly time: number | undefined;
}

/** Why one entry was not accepted; its neighbours are not affected. */
export interface RefusedEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** "Less than 1 MB" in AWS's words; the stricter of the two readings of MB. */
export const requestLimitBytes = 1_000_000;

const maximumEntries = 10;
const maximumDepth = 1000;
const maximumDetailType = 128;
const busPattern = /^(arn:aws[\w-]*:events:[a-z]{2}-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[.\-_A-Za-z0-9]+$/;
const busPatternText =
  "(arn:aws[\\w-]*:events:[a-z]{2}-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[\\.\\-_A-Za-z0-9]+";

/** The bus's name, whether it was given as a name or an ARN. */
export function busName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
}

function bytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

/** Size of an entry as EventBridge measures it: the bus's name and the trace header do not count. */
export function entryBytes(entry: Input): number {
  const measured = ["Source", "DetailType", "Detail"].map((name) => optionalText(entry, name) ?? "");
  const counted = [...measured, ...texts(entry, "Resources")];
  const time = entry.Time === undefined || entry.Time === null ? 0 : 14;
  return counted.reduce((sum, text) => sum + bytes(text), time);
}

function timeOf(entry: Input): number | undefined {
  const { Time: time } = entry;
  if (time === undefined || time === null) return undefined;
  if (typeof time !== "number") throw new AwsError("SerializationException", "Time must be epoch seconds.");
  return time;
}

/** An entry as AWS's front end prints it in its messages. */
function printed(entry: Input): string {
  const resources = entry.Resources ? `[${texts(entry, "Resources").join(", ")}]` : "null";
  const time = timeOf(entry);
  return (
    `PutEventsRequestEntry(time=${time === undefined ? "null" : new Date(time * 1000).toISOString()}, ` +
    `source=${entry.Source ?? null}, resources=${resources}, detailType=${entry.DetailType ?? null}, ` +
    `detail=${entry.Detail ?? null}, eventBusName=${entry.EventBusName ?? null}, ` +
    `traceHeader=${entry.TraceHeader ?? null}, kmsKeyIdentifier=null, internalMetadata=null)`
  );
}

function checkConstraints(entries: readonly Input[]): void {
  const failures: string[] = [];
  const bound =
    entries.length === 0
      ? "greater than or equal to 1"
      : entries.length > maximumEntries && `less than or equal to ${maximumEntries}`;
  if (bound) {
    failures.push(
      `Value '[${entries.map(printed).join(", ")}]' at 'entries' failed to satisfy constraint: ` +
        `Member must have length ${bound}`,
    );
  }
  entries.forEach((entry, index) => {
    const name = optionalText(entry, "EventBusName");
    if (name === undefined || busPattern.test(name)) return;
    failures.push(
      `Value '${name}' at 'entries.${index + 1}.member.eventBusName' failed to satisfy constraint: ` +
        `Member must satisfy regular expression pattern: ${busPatternText}`,
    );
  });
  if (failures.length > 0) throw constraintError(failures);
}

function invalid(parameter: string, reason: string): RefusedEntry {
  return {
    ErrorCode: "InvalidArgument",
    ErrorMessage: `Parameter ${parameter} is not valid. Reason: ${reason}`,
  };
}

function checkEntry(entry: Input): AcceptedEntry | RefusedEntry {
  const source = optionalText(entry, "Source");
  const detailType = optionalText(entry, "DetailType");
  const detail = optionalText(entry, "Detail");
  // An empty text counts as missing.
  if (!source) return invalid("Source", "Source is a required argument.");
  if (!detailType) return invalid("DetailType", "DetailType is a required argument.");
  if (!detail) return invalid("Detail", "Detail is a required argument.");
  if (source.startsWith("aws.")) {
    return {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: "Not authorized for the source.",
    };
  }
  // That AWS refuses this entry is documented; with which code and text is not known.
  if (detailType.length > maximumDetailType) {
    return invalid("DetailType", `DetailType must be at most ${maximumDetailType} characters.`);
  }
  if (!isObject(parseJson(detail)?.value) || jsonDepth(detail) > maximumDepth) {
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  }
  return {
    bus: busName(optionalText(entry, "EventBusName") ?? "default"),
    source,
    detailType,
    detail,
    resources: texts(entry, "Resources"),
    time: timeOf(entry),
  };
}

/**
 * Checks a PutEvents request. Throws what fails it as a whole; otherwise gives one result an entry, in their order.
 */
export function checkPutEvents(
  input: Input,
  limitBytes = requestLimitBytes,
): readonly (AcceptedEntry | RefusedEntry)[] {
  const entries = objects(input, "Entries");
  checkConstraints(entries);
  if (entries.reduce((sum, entry) => sum + entryBytes(entry), 0) >= limitBytes) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  return entries.map(checkEntry);
}
