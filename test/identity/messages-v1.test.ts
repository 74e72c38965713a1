import { describe, expect, it } from "vitest";
import { encodeMessage } from "../../src/aws/queue/message.ts";
import { BridgeError, errorCodes } from "../../src/core/errors.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import { nameInV1, withProof } from "../../src/publish/message-v1.ts";
import { loadProvider, providerIds } from "../support/contract-kit.ts";
import { acme, deliveryOf } from "../support/fakes.ts";
import { decodeMessageV1 } from "./decoder-v1.ts";
import { coversOf, messageRows, publishedOf } from "./messages-v1.ts";

it("has messages of many kinds: with and without a scheme's name, of a removed scheme, with a body in S3", () => {
  expect(messageRows.length).toBeGreaterThanOrEqual(10);
  const heads = messageRows.map(({ message }) => JSON.parse(message));
  expect(new Set(heads.map(({ v }) => v))).toEqual(new Set([1]));
  expect(heads.filter(({ schemeName }) => schemeName === undefined)).toHaveLength(1);
  expect(heads.filter(({ schemeName }) => schemeName?.endsWith("x-gone"))).toHaveLength(1);
  expect(heads.filter(({ bodyRef }) => bodyRef)).toHaveLength(1);
});

it.each(providerIds)("%s: no two schemes have one name in messages of version 1", async (id) => {
  const names = signaturesOf(await loadProvider(id)).map(nameInV1);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(messageRows)("$provider $fixture", (row) => {
  it("gives the recorded ids and keys", async () => {
    const { failed, events, reports } = await publishedOf(row);
    expect(failed).toEqual([]);
    expect(events).toEqual(row.events);
    expect(reports).toMatchObject([{ outcome: "published", published: row.events.length }]);
  });

  it("covers the recorded values", async () => {
    expect(await coversOf(row)).toBe(row.covers);
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
    const [row] = messageRows;
    if (!row) throw new Error("no messages");
    expect(decodeMessageV1(row.message).delivery).toMatchObject({ source: "it", id: "dlv_1" });
  });
});
