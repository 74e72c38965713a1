import { describe, expect, it } from "vitest";
import { type BridgeEvent, loadData } from "../../src/consumer/index.ts";
import { writtenDetail } from "../support/bridge-event.ts";

const uri = "s3://claims-bucket/claims/evt-81";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const unread = (): Promise<Uint8Array> => Promise.reject(new Error("nothing is to be read"));

const written = (...args: Parameters<typeof writtenDetail>): BridgeEvent =>
  JSON.parse(JSON.stringify(writtenDetail(...args)));

describe("loadData gives", () => {
  it("the payload that is in the event", async () => {
    expect(await loadData(written(), unread)).toEqual({ parcel: 81 });
  });

  it.each(["null", "false", "0", '""'])("%s, which is a payload too", async (text) => {
    expect(await loadData(written({ kind: "json", text }), unread)).toBe(JSON.parse(text));
  });

  it("the payload of a claim check", async () => {
    const read = async (asked: string) => bytes(JSON.stringify({ asked }));
    expect(await loadData(written({ kind: "json", text: "{}" }, uri), read)).toEqual({ asked: uri });
  });

  it("the bytes of what is not JSON, in the event or in S3", async () => {
    const payload = { kind: "bytes", bytes: new Uint8Array([0, 255, 128]), contentType: "text/csv" } as const;
    expect(await loadData(written(payload), unread)).toEqual(payload.bytes);
    expect(await loadData(written(payload, uri), async () => bytes("a,b"))).toEqual(bytes("a,b"));
  });

  it("undefined where the vendor sent nothing", async () => {
    expect(await loadData(written({ kind: "none" }), unread)).toBeUndefined();
  });

  it("no half of a payload: what can't be read or parsed is an error", async () => {
    const event = written({ kind: "json", text: "{}" }, uri);
    await expect(loadData(event, async () => bytes('{"cut'))).rejects.toThrow(SyntaxError);
    await expect(loadData(event, unread)).rejects.toThrow("nothing is to be read");
  });
});
