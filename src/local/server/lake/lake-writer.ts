import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { EventFeed } from "../events/event-feed.ts";
import type { FeedEvent } from "../journal/event-index.ts";

/** The lake on this machine: what Firehose would write into S3, JSON lines by the day of arrival. */
export interface LakeWriter {
  /** Writes what waits. */
  close(): void;
}

/** What the writer needs. */
export interface LakeWriterOptions {
  /** `lake/` in the data directory. */
  readonly directory: string;
  /** The buses that have a lake. */
  readonly buses: ReadonlySet<string>;
  readonly feed: EventFeed;
  readonly onFailure: (error: unknown) => void;
}

/** Events are written when so many have come, or this time after the first. */
const mostUnwritten = 500;
const flushAfterMs = 1_000;

/** Events that are read at once of those that an earlier run has left. */
const mostReadAtOnce = 200;

/** The folder of a bus's events. */
const localLakeFolder = (directory: string, bus: string): string => join(directory, bus, "events");

/** A raw line break can only be between JSON tokens, where a space means the same. */
const lakeLine = ({ envelope }: FeedEvent): string => `${envelope.replace(/[\r\n]+/g, " ")}\n`;

const arrivalDay = ({ at }: FeedEvent): string => new Date(at).toISOString().slice(0, 10);

function writtenPlace(file: string): number {
  try {
    return Number(readFileSync(file, "utf8")) || 0;
  } catch {
    return 0;
  }
}

/** Writes a file that is there as a whole or not at all. */
function writeWhole(path: string, content: string | Buffer): void {
  const draft = `${path}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, path);
}

/**
 * Writes the events of these buses as they come, beginning with those that an earlier run did not get to: a kill leaves nothing out. What it
 * was just writing may be there twice, as in S3. Events of a replay are in the lake already.
 */
export function openLakeWriter({ directory, buses, feed, onFailure }: LakeWriterOptions): LakeWriter {
  const placeFile = join(directory, "place");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  let waiting: FeedEvent[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const [first] = waiting;
    const last = waiting.at(-1);
    if (!first || !last) return;
    const events = waiting;
    waiting = [];
    for (const [bus, ofBus] of Map.groupBy(events, (event) => event.bus))
      for (const [day, ofDay] of Map.groupBy(ofBus, arrivalDay)) {
        const folder = join(localLakeFolder(directory, bus), `day=${day}`);
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const name = `${first.at}-${String(first.place).padStart(9, "0")}.gz`;
        writeWhole(join(folder, name), gzipSync(ofDay.map(lakeLine).join("")));
      }
    writeWhole(placeFile, String(last.place));
  }

  const tryFlush = (): void => {
    try {
      flush();
    } catch (error) {
      onFailure(error);
    }
  };

  function keep(event: FeedEvent): void {
    if (isClosed || !buses.has(event.bus) || event.replay !== undefined) return;
    waiting.push(event);
    if (waiting.length >= mostUnwritten) tryFlush();
    else timer ??= setTimeout(tryFlush, flushAfterMs).unref();
  }

  // The places of another EventBridge mean nothing here.
  let place = writtenPlace(placeFile) > feed.lastPlace() ? 0 : writtenPlace(placeFile);
  for (
    let found = feed.since(place, mostReadAtOnce);
    found.length > 0;
    found = feed.since(place, mostReadAtOnce)
  )
    for (const event of found) {
      place = event.place;
      keep(event);
    }
  flush();
  feed.onEvent(keep);
  return {
    close() {
      // What comes from now on is read by the next run.
      isClosed = true;
      flush();
    },
  };
}
