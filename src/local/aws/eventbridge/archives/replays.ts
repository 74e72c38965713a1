import { parseJson } from "../../../../core/json/json.ts";
import { isObject, numberOr, optionalText, page, requiredText, texts } from "../../aws-json-input.ts";
import { AwsError, type Input, type Operation } from "../../aws-json-server.ts";
import type { BusEvent } from "../events/events.ts";
import { busName } from "../events/put-events.ts";
import { arn, epochSeconds, type Service, settingsOf } from "../store.ts";
import { archivedEvents, existingArchive } from "./archives.ts";

/** Puts archived events on their bus again, to the rules of these ARNs or to all when there are none. */
export type ReplayEvents = (
  events: readonly BusEvent[],
  replayName: string,
  rules: readonly string[],
) => void;

function timeOf({ envelope }: BusEvent): number {
  const event = parseJson(envelope)?.value;
  return isObject(event) ? Date.parse(String(event.time)) / 1000 : Number.NaN;
}

/** StartReplay, DescribeReplay and ListReplays. A replay here is over when StartReplay answers. */
export function replayOperations(
  service: Service,
  replayEvents: ReplayEvents,
): readonly (readonly [string, Operation])[] {
  const { database } = service;

  function startReplay(input: Input): object {
    const name = requiredText(input, "ReplayName");
    const archiveArn = requiredText(input, "EventSourceArn");
    const archive = existingArchive(service, busName(archiveArn));
    const destination = isObject(input.Destination) ? input.Destination : {};
    if (busName(requiredText(destination, "Arn")) !== archive.bus) {
      throw new AwsError(
        "ValidationException",
        "Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.",
      );
    }
    const [start, end] = [numberOr(input, "EventStartTime", 0), numberOr(input, "EventEndTime", 0)];
    if (start >= end) {
      throw new AwsError(
        "ValidationException",
        "Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.",
      );
    }
    if (database.prepare("SELECT 1 FROM replays WHERE name = ?").get(name)) {
      throw new AwsError("ResourceAlreadyExistsException", `Replay ${name} already exists.`);
    }
    const started = epochSeconds(service.now());
    const events = archivedEvents(service, archive).filter((event) => {
      const time = timeOf(event);
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
    replayEvents(events, name, texts(destination, "FilterArns"));
    return { ReplayArn: arn(service, `replay/${name}`), State: "STARTING", ReplayStartTime: started };
  }

  function describeReplay(input: Input): object {
    const name = requiredText(input, "ReplayName");
    const row = database.prepare("SELECT settings FROM replays WHERE name = ?").get(name);
    if (!row) throw new AwsError("ResourceNotFoundException", `Replay ${name} does not exist.`);
    return { ReplayName: name, ReplayArn: arn(service, `replay/${name}`), ...settingsOf(row) };
  }

  function listReplays(input: Input): object {
    const prefix = optionalText(input, "NamePrefix") ?? "";
    const rows = database.prepare("SELECT name, settings FROM replays ORDER BY name").all();
    const { items, next } = page(
      input,
      rows.filter(({ name }) => String(name).startsWith(prefix)),
    );
    const replays = items.map((row) => ({ ReplayName: String(row.name), ...settingsOf(row) }));
    return { Replays: replays, NextToken: next };
  }

  return [
    ["StartReplay", startReplay],
    ["DescribeReplay", describeReplay],
    ["ListReplays", listReplays],
  ];
}
