/** SQS and S3 on this machine: the library fauxqs, with its state on disk. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { buildApp } from "fauxqs";
import { guarded } from "./local-callers.ts";
import { scanOnlyWhenDue, type TimedQueue } from "./queue-timers.ts";

/** The running emulator. */
export interface Fauxqs {
  readonly url: string;
  /** Age of the oldest message of a queue, as CloudWatch has it of a queue in AWS; undefined where the queue is empty. */
  oldestSeconds(queueName: string): number | undefined;
  close(): Promise<void>;
}

interface Persistence {
  readonly db: DatabaseSync;
  load(sqs: object, sns: object, s3: object): void;
  transaction(change: () => void): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}

interface EmulatedQueue extends TimedQueue {
  persistence?: Persistence;
  dequeue(...options: unknown[]): readonly { readonly ReceiptHandle: string }[];
  inspectMessages(): {
    readonly ready: readonly SentMessage[];
    readonly delayed: readonly SentMessage[];
    readonly inflight: readonly { readonly message: SentMessage }[];
  };
}

interface SentMessage {
  /** In ms since 1970. */
  readonly sentTimestamp: number;
}

function oldestSecondsOf(queue: EmulatedQueue | undefined): number | undefined {
  if (!queue) return undefined;
  const { ready, delayed, inflight } = queue.inspectMessages();
  let oldest = Number.POSITIVE_INFINITY;
  for (const list of [ready, delayed, inflight.map(({ message }) => message)])
    for (const { sentTimestamp } of list) oldest = Math.min(oldest, sentTimestamp);
  return oldest === Number.POSITIVE_INFINITY ? undefined : Math.max(0, Date.now() - oldest) / 1_000;
}

/** The classes that fauxqs's own start function puts together. */
interface FauxqsParts {
  readonly SqsStore: new () => {
    host: string;
    persistence?: Persistence;
    createQueue(...options: unknown[]): EmulatedQueue;
    allQueues(): Iterable<EmulatedQueue>;
    getQueueByName(name: string): EmulatedQueue | undefined;
  };
  readonly SnsStore: new () => { persistence?: Persistence };
  readonly S3Store: new () => { persistence?: Persistence };
  readonly PersistenceManager: new (directory: string) => Persistence;
}

/** Fixes two faults of fauxqs 2.4.1 that can lose a message, and one that makes it slow. */
function fixQueues(store: InstanceType<FauxqsParts["SqsStore"]>, persistence: Persistence): void {
  // It moves a message to the dead-letter queue by a delete and an insert: a kill in between would lose it.
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...options) => {
    const queue = createQueue(...options);
    const dequeue = queue.dequeue.bind(queue);
    queue.dequeue = (...limits) => {
      let messages: ReturnType<typeof dequeue> = [];
      persistence.transaction(() => {
        messages = dequeue(...limits);
      });
      return messages;
    };
    scanOnlyWhenDue(queue);
    return queue;
  };
  // Its own statement also clears a NOT NULL count, so it fails after the message has left memory.
  const ready = persistence.db.prepare(
    "UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?",
  );
  persistence.updateMessageReady = (messageId) => void ready.run(messageId);
}

/**
 * fauxqs's own `startFauxqs` listens on every interface, and its queue URLs have a host name that few machines resolve. So its parts are
 * loaded by file, because the package does not export them.
 */
async function loadParts(): Promise<FauxqsParts> {
  const files = ["sqs/sqsStore.js", "sns/snsStore.js", "s3/s3Store.js", "persistence.js"];
  const home = import.meta.resolve("fauxqs");
  const modules = await Promise.all(files.map((file) => import(new URL(file, home).href)));
  return Object.assign({}, ...modules) as FauxqsParts;
}

/** Makes messages visible again that a killed run had in flight: no consumer can still be working on them. */
function releaseInFlight(directory: string): void {
  const file = join(directory, "fauxqs.db");
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL");
  database.close();
}

/**
 * Starts SQS and S3 on 127.0.0.1. A kill loses nothing that was acknowledged.
 * @param port 0 takes any free port
 */
export async function startFauxqs(directory: string, region: string, port: number): Promise<Fauxqs> {
  mkdirSync(directory, { recursive: true });
  releaseInFlight(directory);
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = await loadParts();
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new PersistenceManager(directory);
  // Each write reaches the operating system before it is acknowledged: only a power failure can lose it.
  persistence.db.exec("PRAGMA synchronous = NORMAL");
  fixQueues(stores.sqsStore, persistence);
  // Load before the stores get their persistence: otherwise each loaded row would be written again.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const store of Object.values(stores)) store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  // Without a host, queue URLs have the host that the client called.
  stores.sqsStore.host = "";
  type Options = NonNullable<Parameters<typeof buildApp>[0]>;
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    stores: stores as unknown as NonNullable<Options["stores"]>,
  });
  guarded(app.server);
  const url = await app.listen({ port, host: "127.0.0.1" });
  return {
    url,
    oldestSeconds: (queueName) => oldestSecondsOf(stores.sqsStore.getQueueByName(queueName)),
    async close() {
      await app.close();
      persistence.close();
    },
  };
}
