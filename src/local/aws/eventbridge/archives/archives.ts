import { leavesByPath } from "../../../../core/patterns/event-leaves.ts";
import {
  checkName,
  constraintError,
  numberOr,
  optionalText,
  pageOf,
  requiredText,
} from "../../aws-json-input.ts";
import { AwsError, type Input } from "../../aws-json-server.ts";
import { busExists } from "../buses.ts";
import { type BusEvent, storedEvent } from "../events/event-table.ts";
import { busName } from "../events/put-events.ts";
import { checkPatternLength } from "../quotas.ts";
import {
  bindOperations,
  epochSeconds,
  eventsArn,
  type OperationEntries,
  type Service,
  settingsOf,
} from "../store.ts";
import { checkPattern } from "../test-event-pattern.ts";

/** An archive with its bus. */
export interface Archive {
  readonly name: string;
  readonly bus: string;
  readonly settings: Input;
}

/** The archive of this name; throws AWS's error when it does not exist. */
export function existingArchive({ database }: Service, name: string): Archive {
  const row = database.prepare("SELECT bus, settings FROM archives WHERE name = ?").get(name);
  const settings = settingsOf(row);
  if (row && settings) return { name, bus: String(row.bus), settings };
  throw new AwsError("ResourceNotFoundException", `Archive ${name} does not exist.`);
}

const dayMs = 86_400_000;

/**
 * Events of an archive: put on its bus since it was created and within its retention, not replayed, and matching its pattern. The
 * bus keeps all events, for the list of events; those that are past the retention have only left the archive.
 */
export function archivedEvents({ database, now }: Service, { bus, settings }: Archive): readonly BusEvent[] {
  const text = optionalText(settings, "EventPattern");
  const pattern = text ? checkPattern(text) : undefined;
  const days = numberOr(settings, "RetentionDays", 0);
  const created = numberOr(settings, "CreationTime", 0) * 1000;
  const since = Math.ceil(days > 0 ? Math.max(created, now().getTime() - days * dayMs) : created);
  const rows = database
    .prepare("SELECT * FROM events WHERE bus = ? AND replay IS NULL AND received >= ? ORDER BY seq")
    .all(bus, since);
  return rows.map(storedEvent).filter((event) => !pattern || pattern.matches(leavesByPath(event.envelope)));
}

function archiveDescription(service: Service, archive: Archive): object {
  const events = archivedEvents(service, archive);
  return {
    ArchiveName: archive.name,
    ArchiveArn: eventsArn(service, `archive/${archive.name}`),
    EventSourceArn: eventsArn(service, `event-bus/${archive.bus}`),
    State: "ENABLED",
    EventCount: events.length,
    SizeBytes: events.reduce((sum, { envelope }) => sum + Buffer.byteLength(envelope), 0),
    ...archive.settings,
  };
}

function checkArchivePattern(pattern: string): void {
  checkPatternLength(pattern);
  checkPattern(pattern);
}

/** Days that an archive keeps events; 0 is without a limit. */
function retentionDays(input: Input, fallback: number): number {
  const days = numberOr(input, "RetentionDays", fallback);
  if (Number.isInteger(days) && days >= 0) return days;
  throw constraintError([
    `Value '${days}' at 'retentionDays' failed to satisfy constraint: Member must have value greater than or equal to 0`,
  ]);
}

function createArchive(service: Service, input: Input): object {
  const { database } = service;
  const name = requiredText(input, "ArchiveName");
  checkName(name, "archiveName", 48);
  const bus = busName(requiredText(input, "EventSourceArn"));
  if (!busExists(service, bus)) {
    throw new AwsError("ResourceNotFoundException", `Event bus ${bus} does not exist.`);
  }
  const pattern = optionalText(input, "EventPattern");
  if (pattern) checkArchivePattern(pattern);
  if (database.prepare("SELECT 1 FROM archives WHERE name = ?").get(name)) {
    throw new AwsError("ResourceAlreadyExistsException", `Archive ${name} already exists.`);
  }
  const created = epochSeconds(service.now());
  const settings = {
    Description: optionalText(input, "Description"),
    EventPattern: pattern,
    RetentionDays: retentionDays(input, 0),
    CreationTime: created,
  };
  database.prepare("INSERT INTO archives VALUES (?, ?, ?)").run(name, bus, JSON.stringify(settings));
  return { ArchiveArn: eventsArn(service, `archive/${name}`), State: "ENABLED", CreationTime: created };
}

/** Changes what the input names, and keeps the rest. */
function updateArchive(service: Service, input: Input): object {
  const { name, settings } = existingArchive(service, requiredText(input, "ArchiveName"));
  const pattern = optionalText(input, "EventPattern") ?? optionalText(settings, "EventPattern");
  if (pattern) checkArchivePattern(pattern);
  const changed = {
    ...settings,
    Description: optionalText(input, "Description") ?? optionalText(settings, "Description"),
    EventPattern: pattern,
    RetentionDays: retentionDays(input, numberOr(settings, "RetentionDays", 0)),
  };
  service.database
    .prepare("UPDATE archives SET settings = ? WHERE name = ?")
    .run(JSON.stringify(changed), name);
  const { CreationTime } = settings;
  return { ArchiveArn: eventsArn(service, `archive/${name}`), State: "ENABLED", CreationTime };
}

function describeArchive(service: Service, input: Input): object {
  return archiveDescription(service, existingArchive(service, requiredText(input, "ArchiveName")));
}

function listArchives(service: Service, input: Input): object {
  const prefix = optionalText(input, "NamePrefix") ?? "";
  const source = optionalText(input, "EventSourceArn");
  const archives = service.database
    .prepare("SELECT name, bus FROM archives ORDER BY name")
    .all()
    .filter(({ name, bus }) => String(name).startsWith(prefix) && (!source || busName(source) === bus));
  const { items, next } = pageOf(input, archives);
  const descriptions = items.map(({ name }) =>
    archiveDescription(service, existingArchive(service, String(name))),
  );
  return { Archives: descriptions, NextToken: next };
}

function deleteArchive(service: Service, input: Input): object {
  const { name } = existingArchive(service, requiredText(input, "ArchiveName"));
  service.database.prepare("DELETE FROM archives WHERE name = ?").run(name);
  return {};
}

/** The operations on archives. */
export const archiveOperations = (service: Service): OperationEntries =>
  bindOperations(service, {
    CreateArchive: createArchive,
    UpdateArchive: updateArchive,
    DescribeArchive: describeArchive,
    ListArchives: listArchives,
    DeleteArchive: deleteArchive,
  });
