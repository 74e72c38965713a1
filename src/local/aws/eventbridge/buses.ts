import { optionalText, pageOf, requiredText } from "../aws-json-input.ts";
import { AwsError, type Input } from "../aws-json-server.ts";
import { busName } from "./events/put-events.ts";
import {
  bindOperations,
  epochSeconds,
  eventsArn,
  type OperationEntries,
  type Service,
  settingsOf,
} from "./store.ts";

/** Whether a bus of this name exists. */
export function busExists({ database }: Service, name: string): boolean {
  return database.prepare("SELECT 1 FROM buses WHERE name = ?").get(name) !== undefined;
}

/** The existing bus that `member` of an input names, by name or ARN; the default bus when it is absent. */
export function existingBus(service: Service, input: Input, member: string): string {
  const name = busName(optionalText(input, member) ?? "default");
  if (!busExists(service, name)) {
    throw new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
  }
  return name;
}

function busDescription(service: Service, name: string, settings: Input | undefined): object {
  return { Name: name, Arn: eventsArn(service, `event-bus/${name}`), ...settings };
}

function createEventBus(service: Service, input: Input): object {
  const name = requiredText(input, "Name");
  if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) {
    throw new AwsError(
      "ValidationException",
      `Parameter Name is not valid. Reason: "${name}" is not a valid bus name.`,
    );
  }
  if (busExists(service, name)) {
    throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
  }
  const time = epochSeconds(service.now());
  const description = optionalText(input, "Description");
  const settings = { Description: description, CreationTime: time, LastModifiedTime: time };
  service.database.prepare("INSERT INTO buses VALUES (?, ?)").run(name, JSON.stringify(settings));
  return { EventBusArn: eventsArn(service, `event-bus/${name}`), Description: description };
}

function deleteEventBus({ database }: Service, input: Input): object {
  const name = requiredText(input, "Name");
  if (name === "default") throw new AwsError("ValidationException", "Cannot delete event bus default.");
  if (database.prepare("SELECT 1 FROM rules WHERE bus = ?").get(name)) {
    throw new AwsError("ValidationException", `Event bus ${name} can't be deleted since it has rules.`);
  }
  database.prepare("DELETE FROM buses WHERE name = ?").run(name);
  return {};
}

function describeEventBus(service: Service, input: Input): object {
  const name = existingBus(service, input, "Name");
  const row = service.database.prepare("SELECT settings FROM buses WHERE name = ?").get(name);
  return busDescription(service, name, settingsOf(row));
}

function listEventBuses(service: Service, input: Input): object {
  const prefix = optionalText(input, "NamePrefix") ?? "";
  const rows = service.database.prepare("SELECT name, settings FROM buses ORDER BY name").all();
  const matching = rows.filter(({ name }) => String(name).startsWith(prefix));
  const { items, next } = pageOf(input, matching);
  const buses = items.map((row) => busDescription(service, String(row.name), settingsOf(row)));
  return { EventBuses: buses, NextToken: next };
}

/** The operations on event buses. */
export const busOperations = (service: Service): OperationEntries =>
  bindOperations(service, {
    CreateEventBus: createEventBus,
    DeleteEventBus: deleteEventBus,
    DescribeEventBus: describeEventBus,
    ListEventBuses: listEventBuses,
  });
