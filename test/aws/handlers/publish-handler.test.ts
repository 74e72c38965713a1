import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { publishHandler } from "../../../src/aws/handlers/publish-handler.ts";
import { type BodyRef, encodeMessage } from "../../../src/aws/queue/message.ts";
import type { Environment } from "../../../src/config/environment.ts";
import { bridge, deliveryOf } from "../../support/fakes.ts";

const environment = { stage: "test", busPrefix: "", table: "t", bucket: "b" } as unknown as Environment;

/** One delivery, `leftMs` before the function's end, through a network that takes `slowMs` for each call. */
function world(leftMs: number, slowMs: number, { ref, busArns }: { ref?: BodyRef; busArns?: string } = {}) {
  const calls: string[] = [];
  const hosts: string[] = [];
  const handle = async ({ headers, hostname }: { headers: Record<string, string>; hostname: string }) => {
    const call = headers["x-amz-target"]?.split(".")[1] ?? "";
    await sleep(slowMs);
    calls.push(call);
    hosts.push(hostname);
    const body = call === "PutEvents" ? { Entries: [{ EventId: "e" }] } : {};
    const bytes = Buffer.from(JSON.stringify(body));
    // S3 alone streams.
    return { response: { statusCode: 200, headers: {}, body: call ? bytes : Readable.from([bytes]) } };
  };
  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  const settings = { region: "us-east-1", credentials, requestHandler } as never;
  const ends = performance.now() + leftMs;
  const context = { getRemainingTimeInMillis: () => ends - performance.now() };
  const Records = [{ messageId: "m", body: encodeMessage(deliveryOf('{"id":"1"}'), ref), attributes: {} }];
  const handler = publishHandler(bridge, { ...environment, busArns }, settings);
  return { calls, hosts, run: async () => handler({ Records } as never, context as never) };
}

it("is not given up while it works: it would put events in the next invocation, after an old read of the ledger", async () => {
  // A body in S3 is what it begins with.
  const { calls, run } = world(20, 60, { ref: { bodyRef: "s3://b/claims/large" } });
  expect(await run()).toEqual({ batchItemFailures: [{ itemIdentifier: "m" }] });
  expect(calls).toHaveLength(1);
  await sleep(300);
  expect(calls).toHaveLength(1);
});

it.each([
  [19_500, [], [{ itemIdentifier: "m" }]],
  [21_000, ["BatchGetItem", "PutEvents", "BatchWriteItem"], []],
])("begins only puts that it could record after all attempts: %i ms", async (leftMs, calls, failures) => {
  const one = world(leftMs, 0);
  expect(await one.run()).toEqual({ batchItemFailures: failures });
  expect(one.calls).toEqual(calls);
});

it.each([
  ["of the deployment", undefined, "us-east-1"],
  ["of another region", "main=arn:aws:events:eu-west-1:444455556666:event-bus/central", "eu-west-1"],
  ["of another name", "other=arn:aws:events:eu-west-1:444455556666:event-bus/central", "us-east-1"],
])("events for a bus %s go to its region's EventBridge", async (_which, busArns, region) => {
  const one = world(30_000, 0, busArns === undefined ? {} : { busArns });
  expect(await one.run()).toEqual({ batchItemFailures: [] });
  const put = one.hosts.filter((_, index) => one.calls[index] === "PutEvents");
  expect(put).toEqual([`events.${region}.amazonaws.com`]);
});
