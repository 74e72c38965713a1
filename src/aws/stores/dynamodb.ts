import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  BatchWriteItemCommand,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  type KeysAndAttributes,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../core/clock.ts";
import { BridgeError } from "../../core/errors.ts";
import { ledgerSeconds } from "../../core/retention.ts";
import { sha256 } from "../../core/sha256.ts";
import type { Ledger } from "../../publish/ports.ts";

/** DynamoDB's limits of a batch. */
const batch = { get: 100, write: 25 } as const;

/** Most calls for one batch, of which DynamoDB may leave a part unprocessed. */
const rounds = 4;

/** Waits before the unprocessed part is sent again, which was throttled: each time twice as long. */
const wait = (round: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, 25 * 2 ** round));

/** A key for DynamoDB. One that is long or not ASCII is hashed: an invalid one would fail the whole call. */
const keyOf = (key: string): string =>
  /^[\x20-\x7e]{1,1024}$/.test(key) ? key : `sha256:${sha256([JSON.stringify(key)])}`;

const failed = (what: string, cause?: unknown): BridgeError =>
  new BridgeError(
    "ledger-failed",
    `The ledger in DynamoDB could not be ${what}.`,
    "Check that the table exists and is not throttled, and the function's dynamodb permissions; SQS delivers the messages again.",
    cause,
  );

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/**
 * The ledger in a DynamoDB table: attribute `key`, and `expires` in Unix seconds for DynamoDB's time to live.
 */
export function dynamoLedger(client: DynamoDBClient, table: string, now: Clock): Ledger {
  const seconds = (): number => Math.floor(now() / 1_000);

  async function readChunk(keys: readonly string[], found: Set<string>): Promise<void> {
    let request: Record<string, KeysAndAttributes> | undefined = {
      [table]: { Keys: keys.map((key) => ({ key: { S: key } })), ConsistentRead: true },
    };
    for (let round = 0; request && round < rounds; round++) {
      if (round > 0) await wait(round);
      const { Responses, UnprocessedKeys }: BatchGetItemCommandOutput = await client.send(
        new BatchGetItemCommand({ RequestItems: request }),
      );
      for (const item of Responses?.[table] ?? []) {
        // DynamoDB deletes expired items within days, not at once.
        if (item.key?.S !== undefined && Number(item.expires?.N) > seconds()) found.add(item.key.S);
      }
      request = UnprocessedKeys?.[table] ? UnprocessedKeys : undefined;
    }
    if (request) throw failed("read: DynamoDB left keys unprocessed");
  }

  async function writeChunk(keys: readonly string[]): Promise<void> {
    const expires = { N: String(seconds() + ledgerSeconds) };
    let requests: WriteRequest[] | undefined = keys.map((key) => ({
      PutRequest: { Item: { key: { S: key }, expires } },
    }));
    for (let round = 0; requests && round < rounds; round++) {
      if (round > 0) await wait(round);
      const result: BatchWriteItemCommandOutput = await client.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
      );
      const left = result.UnprocessedItems?.[table];
      requests = left?.length ? left : undefined;
    }
    if (requests) throw failed("written: DynamoDB left items unprocessed");
  }

  return {
    async published(keys) {
      const byStored = new Map(keys.map((key) => [keyOf(key), key]));
      const found = new Set<string>();
      try {
        for (const chunk of chunks([...byStored.keys()], batch.get)) await readChunk(chunk, found);
      } catch (cause) {
        throw cause instanceof BridgeError ? cause : failed("read", cause);
      }
      return new Set([...found].flatMap((stored) => byStored.get(stored) ?? []));
    },
    async record(keys) {
      const failures: unknown[] = [];
      // All at once: a failed chunk must not stop the others, and together they hang no longer than one.
      await Promise.all(
        chunks([...new Set(keys.map(keyOf))], batch.write).map((chunk) =>
          writeChunk(chunk).catch((cause: unknown) => failures.push(cause)),
        ),
      );
      const [cause] = failures;
      if (failures.length > 0) throw cause instanceof BridgeError ? cause : failed("written", cause);
    },
  };
}
