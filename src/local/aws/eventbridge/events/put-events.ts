import { parseJson } from "../../../../core/json/json.ts";
import {
  brokenBound,
  constraintError,
  isObject,
  optionalText,
  structureList,
  textList,
} from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { jsonDepth } from "./json-depth.ts";

/** An accepted entry. Its detail is the text that was sent. */
export interface AcceptedEntry {
  /** Name of the bus, also where the entry has its ARN. */
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: string;
  readonly resources: readonly string[];
  /** Epoch seconds; undefined for an entry without Time. */
  readonly time: number | undefined;
}

/** Why an entry was refused. It does not affect the other entries. */
export interface RefusedEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** AWS says "less than 1 MB"; this is the stricter reading of MB. */
export const requestLimitBytes = 1_000_000;

const maximumEntries = 10;
const maximumDepth = 1000;
const maximumDetailType = 128;
const busPattern = /^(arn:aws[\w-]*:events:[a-z]{2}-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[.\-_A-Za-z0-9]+$/;
const busPatternText =
  "(arn:aws[\\w-]*:events:[a-z]{2}-[a-z]+-[\\w-]+:[0-9]{12}:event-bus\\/)?[\\.\\-_A-Za-z0-9]+";

/** The name of a bus, from its name or its ARN. */
export function busName(nameOrArn: string): string {
  return nameOrArn.slice(nameOrArn.lastIndexOf("/") + 1);
}

/** Size of an entry as EventBridge counts it: without the bus's name and the trace header. */
export function putEventsEntryBytes(entry: Input): number {
  const measured = ["Source", "DetailType", "Detail"].map((name) => optionalText(entry, name) ?? "");
  const counted = [...measured, ...textList(entry, "Resources")];
  const time = entry.Time === undefined || entry.Time === null ? 0 : 14;
  return counted.reduce((sum, text) => sum + Buffer.byteLength(text), time);
}

function entryTime(entry: Input): number | undefined {
  const { Time: time } = entry;
  if (time === undefined || time === null) return undefined;
  if (typeof time !== "number") throw new AwsError("SerializationException", "Time must be epoch seconds.");
  return time;
}

/** An entry as AWS's front end prints it in messages. */
function printedEntry(entry: Input): string {
  const resources = entry.Resources ? `[${textList(entry, "Resources").join(", ")}]` : "null";
  const time = entryTime(entry);
  return (
    `PutEventsRequestEntry(time=${time === undefined ? "null" : new Date(time * 1000).toISOString()}, ` +
    `source=${entry.Source ?? null}, resources=${resources}, detailType=${entry.DetailType ?? null}, ` +
    `detail=${entry.Detail ?? null}, eventBusName=${entry.EventBusName ?? null}, ` +
    `traceHeader=${entry.TraceHeader ?? null}, kmsKeyIdentifier=null, internalMetadata=null)`
  );
}

function checkConstraints(entries: readonly Input[]): void {
  const failures: string[] = [];
  const bound = brokenBound(entries.length, 1, maximumEntries);
  if (bound) {
    failures.push(
      `Value '[${entries.map(printedEntry).join(", ")}]' at 'entries' failed to satisfy constraint: ` +
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

function invalidArgument(parameter: string, reason: string): RefusedEntry {
  return {
    ErrorCode: "InvalidArgument",
    ErrorMessage: `Parameter ${parameter} is not valid. Reason: ${reason}`,
  };
}

function checkEntry(entry: Input): AcceptedEntry | RefusedEntry {
  const source = optionalText(entry, "Source");
  const detailType = optionalText(entry, "DetailType");
  const detail = optionalText(entry, "Detail");
  // An empty string counts as missing.
  if (!source) return invalidArgument("Source", "Source is a required argument.");
  if (!detailType) return invalidArgument("DetailType", "DetailType is a required argument.");
  if (!detail) return invalidArgument("Detail", "Detail is a required argument.");
  if (source.startsWith("aws.")) {
    return {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: "Not authorized for the source.",
    };
  }
  // AWS documents that it refuses this entry, but not with which code and text.
  if (detailType.length > maximumDetailType) {
    return invalidArgument("DetailType", `DetailType must be at most ${maximumDetailType} characters.`);
  }
  if (!isObject(parseJson(detail)?.value) || jsonDepth(detail) > maximumDepth) {
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  }
  return {
    bus: busName(optionalText(entry, "EventBusName") ?? "default"),
    source,
    detailType,
    detail,
    resources: textList(entry, "Resources"),
    time: entryTime(entry),
  };
}

/**
 * Checks a PutEvents request. Throws what fails the whole request; otherwise gives one result per entry, in order.
 */
export function checkPutEvents(
  input: Input,
  limitBytes = requestLimitBytes,
): readonly (AcceptedEntry | RefusedEntry)[] {
  const entries = structureList(input, "Entries");
  checkConstraints(entries);
  if (entries.reduce((sum, entry) => sum + putEventsEntryBytes(entry), 0) >= limitBytes) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  return entries.map(checkEntry);
}
