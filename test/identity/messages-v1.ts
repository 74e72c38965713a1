import { readFileSync } from "node:fs";
import { decodeMessage } from "../../src/aws/queue/message.ts";
import { sqsReader } from "../../src/aws/queue/sqs.ts";
import { isCovered } from "../../src/core/proof.ts";
import { withProof } from "../../src/publish/message-v1.ts";
import { publish } from "../../src/publish/publish.ts";
import { loadProvider } from "../support/contract-kit.ts";
import { publishPorts } from "../support/fakes.ts";
import { sourceOf } from "./identity-of.ts";
import { pointersOf } from "./variants.ts";

/** A message as version 0.1 wrote it, and what is made of it. */
export interface MessageRow {
  readonly provider: string;
  readonly fixture: string;
  readonly message: string;
  /** `1` for each of the provider's pointers that is covered. */
  readonly covers: string;
  readonly events: readonly (readonly [id: string, key: string])[];
  /** In base64, where the message refers to it. */
  readonly body?: string;
}

export const messagesFile = new URL("messages-v1.jsonl", import.meta.url);

export const messageRows = readFileSync(messagesFile, "utf8")
  .trimEnd()
  .split("\n")
  .map((line): MessageRow => JSON.parse(line));

const claimsOf = ({ body = "" }: MessageRow) => ({
  keep: () => Promise.reject(new Error("nothing is kept here")),
  fetch: async () => Buffer.from(body, "base64"),
});

/** The events that `publish` makes of a message, and its reports. */
export async function publishedOf(row: MessageRow) {
  const provider = await loadProvider(row.provider);
  const world = publishPorts([]);
  const ports = { ...world.ports, reader: sqsReader(claimsOf(row)) };
  const config = { sources: new Map([["it", sourceOf(provider)]]), buses: new Set(["main"]) };
  const failed = await publish([{ messageId: "m", body: row.message }], config, ports);
  const events = world.put.map(({ id, key }) => [id, key] as const);
  return { failed, events, reports: world.reports };
}

/** Which of the provider's pointers the proof of a message covers. */
export async function coversOf(row: MessageRow): Promise<string> {
  const provider = await loadProvider(row.provider);
  const { delivery } = decodeMessage(row.message);
  if ("proof" in delivery) throw new Error("a message of version 1 has no proof");
  const body = row.body === undefined ? delivery.body : Buffer.from(row.body, "base64");
  const { proof } = withProof({ ...delivery, body }, provider);
  return pointersOf(provider)
    .map((pointer) => (isCovered(proof, pointer) ? "1" : "0"))
    .join("");
}
