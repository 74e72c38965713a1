import { parseJson } from "../../../../core/json/json.ts";
import { isObject, numberOr, optionalText, pageOf, requiredText, textList } from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import type { BusEvent } from "../events/event-table.ts";
import { busName } from "../events/put-events.ts";
import {
  bindOperations,
  epochSeconds,
  eventsArn,
  type OperationEntries,
  type Service,
  settingsOf,
} from "../store.ts";
import { type Archive, archivedEvents, existingArchive } from "./archives.ts";

/** Puts archived events on their bus again, for the rules with these ARNs or, if there are none, for all rules. */
export type ReplayEvents = (
  events: readonly BusEvent[],
  replayName: string,
  rules: readonly string[],
) => void;

interface TimeRange {
  readonly start: number;
  readonly end: number;
}

function eventTime({ envelope }: BusEvent): number {
  const event = parseJson(envelope)?.value;
  return isObject(event) ? Date.parse(String(event.time)) / 1000 : Number.NaN;
}

function destinationOn({ bus }: Archive, input: Input): Input {
  const destination = isObject(input.Destination) ? input.Destination : {};
  if (busName(requiredText(destination, "Arn")) === bus) return destination;
  throw new AwsError(
    "ValidationException",
    "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.",
  );
}

function timeRange(input: Input): TimeRange {
  const start = numberOr(input, "EventStartTime", 0);
  const end = numberOr(input, "EventEndTime", 0);
  if (start < end) return { start, end };
  throw new AwsError(
    "ValidationException",
    "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.",
  );
}

/** Replays at once, so the replay is complete when StartReplay answers. */
function startReplay(service: Service, input: Input, replayEvents: ReplayEvents): object {
  const { database } = service;
  const name = requiredText(input, "ReplayName");
  const archiveArn = requiredText(input, "EventSourceArn");
  const archive = existingArchive(service, busName(archiveArn));
  const destination = destinationOn(archive, input);
  const { start, end } = timeRange(input);
  if (database.prepare("SELECT 1 FROM replays WHERE name = ?").get(name)) {
    throw new AwsError("ResourceAlreadyExistsException", `Replay ${name} already exists.`);
  }
  const started = epochSeconds(service.now());
  const events = archivedEvents(service, archive).filter((event) => {
    const time = eventTime(event);
    return time >= start && time < end;
  });
  const settings = {
    Description: optionalText(input, "Description"),
    EventSourceArn: archiveArn,
    Destination: destination,
    EventStartTime: start,
    EventEndTime: end,
    State: "COMPLETED",
    ReplayStartTime: started,
    ReplayEndTime: started,
  };
  database.prepare("INSERT INTO replays VALUES (?, ?)").run(name, JSON.stringify(settings));
  replayEvents(events, name, textList(destination, "FilterArns"));
  return { ReplayArn: eventsArn(service, `replay/${name}`), State: "STARTING", ReplayStartTime: started };
}

function describeReplay(service: Service, input: Input): object {
  const name = requiredText(input, "ReplayName");
  const row = service.database.prepare("SELECT settings FROM replays WHERE name = ?").get(name);
  if (!row) throw new AwsError("ResourceNotFoundException", `Replay ${name} does not exist.`);
  return { ReplayName: name, ReplayArn: eventsArn(service, `replay/${name}`), ...settingsOf(row) };
}

function listReplays({ database }: Service, input: Input): object {
  const prefix = optionalText(input, "NamePrefix") ?? "";
  const rows = database.prepare("SELECT name, settings FROM replays ORDER BY name").all();
  const { items, next } = pageOf(
    input,
    rows.filter(({ name }) => String(name).startsWith(prefix)),
  );
  const replays = items.map((row) => ({ ReplayName: String(row.name), ...settingsOf(row) }));
  return { Replays: replays, NextToken: next };
}

/** The operations on replays. */
export const replayOperations = (service: Service, replayEvents: ReplayEvents): OperationEntries =>
  bindOperations(service, {
    StartReplay: (_, input) => startReplay(service, input, replayEvents),
    DescribeReplay: describeReplay,
    ListReplays: listReplays,
  });
