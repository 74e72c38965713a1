import { describe, expect, it } from "vitest";
import { deployedBridge } from "../../../src/operate/deployed/deployed-bridge.ts";
import { addAccepted, addAttempt, addPublished, addRefused, deliveryId } from "./support/deployed-lines.ts";
import { followerAws } from "./support/follower-aws.ts";
import { logStore } from "./support/log-store.ts";
import { recordedBridge, testNow } from "./support/recorded-bridge.ts";

describe("a deployed bridge as a whole, with AWS answered by a recorded server", () => {
  it("says where it is", async () => {
    const { context } = await recordedBridge({}, { write: false });
    const bridge = deployedBridge(context);
    expect(bridge.place).toEqual({
      kind: "stage",
      name: "acme",
      stage: "dev",
      region: "eu-west-1",
      account: "111122223333",
      url: "https://abc123.execute-api.eu-west-1.amazonaws.com",
      version: "0.2.0",
      mayWrite: false,
    });
    await bridge.close();
  });

  it("lists requests and shows one, and explains a refusal by facts alone", async () => {
    const logs = logStore();
    addPublished(logs, testNow - 60_000, 1);
    addRefused(logs, testNow - 50_000, 1);
    const { context } = await recordedBridge(logs.answers);
    const bridge = deployedBridge(context);
    expect((await bridge.requests({})).items).toHaveLength(2);
    expect((await bridge.requests({}, true)).items).toMatchObject([{ id: deliveryId(1) }]);
    expect(await bridge.request(deliveryId(1))).toMatchObject({ outcome: "published", explainable: false });
    expect(await bridge.explain("req_1")).toMatchObject({ causes: [{ proven: false }] });
    expect(await bridge.explain(deliveryId(1))).toBeUndefined();
    expect((await bridge.request("req_1"))?.note).toContain("npx hookbridge explain acme-slack <file.http>");
    await bridge.close();
  });

  it("says what it has not, and what to do instead", async () => {
    const { context } = await recordedBridge({});
    const bridge = deployedBridge(context);
    await expect(bridge.sample("acme-slack", {})).rejects.toMatchObject({
      remedy:
        "Send one from here: npx hookbridge send acme-slack --to https://abc123.execute-api.eu-west-1.amazonaws.com/hooks/acme-slack",
    });
    await bridge.close();
  });

  it("reads the logs of a refused request once for all that a page asks of it, and those of another each time", async () => {
    const logs = logStore();
    addRefused(logs, testNow - 60_000, 1);
    addAccepted(logs, testNow - 50_000, 2);
    const { context } = await recordedBridge(logs.answers);
    const { request, explain, close } = deployedBridge(context);
    const about = (id: string): number => logs.queries.filter(({ text }) => text.includes(id)).length;
    await Promise.all([request("req_1"), explain("req_1")]);
    await Promise.all([request("req_1"), explain("req_1")]);
    expect(about("req_1")).toBe(1);
    await request(deliveryId(2));
    addAttempt(logs, testNow - 40_000, 2);
    expect(await request(deliveryId(2))).toMatchObject({ outcome: "published" });
    await close();
  });

  it("stops the queries that nobody waits for when it is closed", async () => {
    const logs = logStore(Infinity);
    const { context } = await recordedBridge(logs.answers);
    const bridge = deployedBridge(context);
    const asked = bridge.requests({});
    await expect.poll(() => logs.queries.length).toBe(1);
    await bridge.close();
    await expect(asked).rejects.toMatchObject({ name: "AbortError" });
    expect(logs.stopped).toEqual(["query-1"]);
  });

  it("leaves nothing in AWS when it is closed while somebody follows it", async () => {
    const aws = followerAws();
    const { context } = await recordedBridge({ ...aws.answers, ...logStore().answers });
    const bridge = deployedBridge(context);
    const reader = bridge.stream({ signal: new AbortController().signal })[Symbol.asyncIterator]();
    const waiting = reader.next();
    await expect.poll(() => aws.rules.size).toBe(2);
    await bridge.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect([aws.rules.size, aws.queues.size]).toEqual([0, 0]);
  });
});
