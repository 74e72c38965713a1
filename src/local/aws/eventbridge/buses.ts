import { optionalText, page, requiredText } from "../aws-json-input.ts";
import { AwsError, type Input, type Operation } from "../aws-json-server.ts";
import { busName } from "./events/put-events.ts";
import { arn, epochSeconds, type Service, settingsOf } from "./store.ts";

/** Whether a bus of this name exists. */
export function busExists({ database }: Service, name: string): boolean {
  return database.prepare("SELECT 1 FROM buses WHERE name = ?").get(name) !== undefined;
}

/** The existing bus that `member` of an input names, by name or ARN; the default bus when it names none. */
export function existingBus(service: Service, input: Input, member: string): string {
  const name = busName(optionalText(input, member) ?? "default");
  if (!busExists(service, name)) {
    throw new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
  }
  return name;
}

function describe(service: Service, name: string, settings: Input | undefined): object {
  return { Name: name, Arn: arn(service, `event-bus/${name}`), ...settings };
}

/** CreateEventBus, DeleteEventBus, DescribeEventBus and ListEventBuses. */
export function busOperations(service: Service): readonly (readonly [string, Operation])[] {
  const { database } = service;

  function createEventBus(input: Input): object {
    const name = requiredText(input, "Name");
    if (!/^[.\-_A-Za-z0-9]{1,256}$/.test(name)) {
      throw new AwsError(
        "ValidationException",
        `Parameter Name is not valid. Reason: "${name}" is no bus name.`,
      );
    }
    if (busExists(service, name)) {
      throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
    }
    const time = epochSeconds(service.now());
    const description = optionalText(input, "Description");
    const settings = { Description: description, CreationTime: time, LastModifiedTime: time };
    database.prepare("INSERT INTO buses VALUES (?, ?)").run(name, JSON.stringify(settings));
    return { EventBusArn: arn(service, `event-bus/${name}`), Description: description };
  }

  function deleteEventBus(input: Input): object {
    const name = requiredText(input, "Name");
    if (name === "default") throw new AwsError("ValidationException", "Cannot delete event bus default.");
    if (database.prepare("SELECT 1 FROM rules WHERE bus = ?").get(name)) {
      throw new AwsError("ValidationException", `Event bus ${name} can't be deleted since it has rules.`);
    }
    database.prepare("DELETE FROM buses WHERE name = ?").run(name);
    return {};
  }

  function describeEventBus(input: Input): object {
    const name = existingBus(service, input, "Name");
    const row = database.prepare("SELECT settings FROM buses WHERE name = ?").get(name);
    return describe(service, name, settingsOf(row));
  }

  function listEventBuses(input: Input): object {
    const prefix = optionalText(input, "NamePrefix") ?? "";
    const rows = database.prepare("SELECT name, settings FROM buses ORDER BY name").all();
    const named = rows.filter(({ name }) => String(name).startsWith(prefix));
    const { items, next } = page(input, named);
    const buses = items.map((row) => describe(service, String(row.name), settingsOf(row)));
    return { EventBuses: buses, NextToken: next };
  }

  return [
    ["CreateEventBus", createEventBus],
    ["DeleteEventBus", deleteEventBus],
    ["DescribeEventBus", describeEventBus],
    ["ListEventBuses", listEventBuses],
  ];
}
