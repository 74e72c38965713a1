import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeMessage, encodeMessage } from "../../src/aws/message.ts";
import { sqsReader } from "../../src/aws/sqs.ts";
import { BridgeError, errorCodes } from "../../src/core/errors.ts";
import { isCovered } from "../../src/core/proof.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import { nameInV1, withProof } from "../../src/publish/message-v1.ts";
import { publish } from "../../src/publish/publish.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { acme, deliveryOf, publishPorts } from "../support/fakes.ts";
import { decodeMessageV1 } from "./decoder-v1.ts";
import { sourceOf } from "./identity-of.ts";
import { pointersOf } from "./variants.ts";

/** A message as version 0.1 wrote it, and what version 0.1 made of it. */
interface Row {
  readonly provider: string;
  readonly fixture: string;
  readonly message: string;
  readonly covers: string;
  readonly events: readonly (readonly [id: string, key: string])[];
  /** In base64, where the message refers to it. */
  readonly body?: string;
}

const rows = readFileSync(new URL("messages-v1.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line): Row => JSON.parse(line));

const claimsOf = ({ body = "" }: Row) => ({
  keep: () => Promise.reject(new Error("nothing is kept here")),
  fetch: async () => Buffer.from(body, "base64"),
});

it("has messages of many kinds: with and without a scheme's name, of a removed scheme, with a body in S3", () => {
  expect(rows.length).toBeGreaterThanOrEqual(10);
  const heads = rows.map(({ message }) => JSON.parse(message));
  expect(new Set(heads.map(({ v }) => v))).toEqual(new Set([1]));
  expect(heads.filter(({ schemeName }) => schemeName === undefined)).toHaveLength(1);
  expect(heads.filter(({ schemeName }) => schemeName?.endsWith("x-gone"))).toHaveLength(1);
  expect(heads.filter(({ bodyRef }) => bodyRef)).toHaveLength(1);
});

it.each(providerIds)("%s: no two schemes have one name in messages of version 1", async (id) => {
  const names = signaturesOf(await loadProvider(id)).map(nameInV1);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(rows)("$provider $fixture", (row) => {
  it("gives the same ids and keys as before", async () => {
    const provider = await loadProvider(row.provider);
    const world = publishPorts([]);
    const ports = { ...world.ports, reader: sqsReader(claimsOf(row)) };
    const config = { sources: new Map([["it", sourceOf(provider)]]), buses: new Set(["main"]) };
    expect(await publish([{ messageId: "m", body: row.message }], config, ports)).toEqual([]);
    expect(world.put.map(({ id, key }) => [id, key])).toEqual(row.events);
    expect(world.reports).toMatchObject([{ outcome: "published", published: row.events.length }]);
  });

  it("covers the same values as before", async () => {
    const provider = await loadProvider(row.provider);
    const { delivery } = decodeMessage(row.message);
    if ("proof" in delivery) throw new Error("a message of version 1 has no proof");
    const body = row.body === undefined ? delivery.body : Buffer.from(row.body, "base64");
    const { proof } = withProof({ ...delivery, body }, provider);
    const covers = pointersOf(provider).map((pointer) => (isCovered(proof, pointer) ? "1" : "0"));
    expect(covers.join("")).toBe(row.covers);
  });
});

it("its kind counts where two schemes have one name", () => {
  const token = { scheme: "token", from: "header:authorization", prefix: "Bearer " } as const;
  const hmac = { scheme: "hmac", hash: "sha256", encoding: "hex", header: "authorization" } as const;
  const provider = { ...acme, signature: [token, hmac] };
  const { proof: _, ...delivery } = deliveryOf("{}");
  const covers = (schemeName: string) =>
    withProof({ ...delivery, scheme: 0, schemeName }, provider).proof.covers;
  expect(covers("token  header:authorization")).toEqual(["*"]);
  expect(covers("hmac  header:authorization")).toEqual(["body:", "item:", "form:"]);
  expect(covers("hmac  header:x-gone")).toEqual([]);
});

describe("a function that was rolled back", () => {
  const message = encodeMessage(deliveryOf('{"type":"a"}'));

  it("parks a message of today, which a redrive brings back", () => {
    let refusal: unknown;
    try {
      decodeMessageV1(message);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(BridgeError);
    expect(refusal).toMatchObject({ code: "message-unreadable", message: "A message has version 2, not 1." });
    // Parked with its text: what is retryable would end as a dead letter as well, after all its attempts.
    expect(errorCodes["message-unreadable"].retryable).toBe(false);
  });

  it("reads its own messages, so that the refusal is not an error of this test", () => {
    const [row] = rows;
    if (!row) throw new Error("no messages");
    expect(decodeMessageV1(row.message).delivery).toMatchObject({ source: "it", id: "dlv_1" });
  });
});
