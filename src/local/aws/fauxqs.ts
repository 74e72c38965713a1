/** SQS and S3 on this machine: the library fauxqs, with its state on disk. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { buildApp } from "fauxqs";
import { guarded } from "./local-callers.ts";

/** The emulator while it runs. */
export interface Fauxqs {
  readonly url: string;
  close(): Promise<void>;
}

interface Persistence {
  readonly db: DatabaseSync;
  load(sqs: object, sns: object, s3: object): void;
  transaction(change: () => void): void;
  updateMessageReady(messageId: string): void;
  close(): void;
}

interface EmulatedQueue {
  persistence?: Persistence;
  dequeue(...options: unknown[]): unknown;
}

/** The parts of fauxqs that its own start function puts together. */
interface Parts {
  readonly SqsStore: new () => {
    host: string;
    persistence?: Persistence;
    createQueue(...options: unknown[]): EmulatedQueue;
    allQueues(): Iterable<EmulatedQueue>;
  };
  readonly SnsStore: new () => { persistence?: Persistence };
  readonly S3Store: new () => { persistence?: Persistence };
  readonly PersistenceManager: new (directory: string) => Persistence;
}

/** Two places where fauxqs 2.4.1 could lose a message are mended here. */
function mend(store: InstanceType<Parts["SqsStore"]>, persistence: Persistence): void {
  // To the dead-letter queue a message goes by a delete and an insert: a kill must not come in between.
  const createQueue = store.createQueue.bind(store);
  store.createQueue = (...options) => {
    const queue = createQueue(...options);
    const dequeue = queue.dequeue.bind(queue);
    queue.dequeue = (...limits) => {
      let messages: unknown;
      persistence.transaction(() => {
        messages = dequeue(...limits);
      });
      return messages;
    };
    return queue;
  };
  // It would clear a count that must not be null and fail, with the message gone from memory.
  const ready = persistence.db.prepare(
    "UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?",
  );
  persistence.updateMessageReady = (messageId) => void ready.run(messageId);
}

/**
 * `startFauxqs` listens on every interface of the machine and gives out queue URLs on a name that few machines
 * resolve. So its parts are put together here, by file, which the package's exports do not offer.
 */
async function parts(): Promise<Parts> {
  const files = ["sqs/sqsStore.js", "sns/snsStore.js", "s3/s3Store.js", "persistence.js"];
  const home = import.meta.resolve("fauxqs");
  const modules = await Promise.all(files.map((file) => import(new URL(file, home).href)));
  return Object.assign({}, ...modules) as Parts;
}

/** Messages that a killed run was working on become visible at once: nobody else can be at work on them. */
function releaseInFlight(directory: string): void {
  const file = join(directory, "fauxqs.db");
  if (!existsSync(file)) return;
  const database = new DatabaseSync(file);
  database.exec("UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL");
  database.close();
}

/** Starts SQS and S3 on a free port of 127.0.0.1. A kill loses nothing that was answered. */
export async function startFauxqs(directory: string, region: string): Promise<Fauxqs> {
  mkdirSync(directory, { recursive: true });
  releaseInFlight(directory);
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = await parts();
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new PersistenceManager(directory);
  // Every write is with the operating system when it is answered: a kill loses none, and only a power cut could.
  persistence.db.exec("PRAGMA synchronous = NORMAL");
  mend(stores.sqsStore, persistence);
  // Loaded before the stores know where they are kept, or loading would write, and each write would cascade.
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const store of Object.values(stores)) store.persistence = persistence;
  for (const queue of stores.sqsStore.allQueues()) queue.persistence = persistence;
  // Without a host, queue URLs take the host that the client called.
  stores.sqsStore.host = "";
  type Options = NonNullable<Parameters<typeof buildApp>[0]>;
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    stores: stores as unknown as NonNullable<Options["stores"]>,
  });
  guarded(app.server);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    url,
    async close() {
      await app.close();
      persistence.close();
    },
  };
}
