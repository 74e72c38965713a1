import { expect, it } from "vitest";
import { fakeEvent, fakeRequest } from "../../support/bridge/fake-rows.ts";
import type { ServedBridge } from "../../support/bridge/serve-fake.ts";
import { get, serve } from "../api-fixture.ts";

/** Connects, and gives what reads until a text has come. */
async function connect(
  { url }: ServedBridge,
  path = "/api/stream",
  headers: Record<string, string> = {},
): Promise<{
  until(text: string | RegExp): Promise<string>;
  close(): Promise<void>;
  rest(): Promise<string>;
}> {
  const response = await fetch(`${url}${path}`, { headers });
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  const more = async (): Promise<boolean> => {
    const part = await reader?.read();
    if (!part || part.done) return false;
    text += decoder.decode(part.value, { stream: true });
    return true;
  };
  return {
    async until(wanted) {
      while (typeof wanted === "string" ? !text.includes(wanted) : !wanted.test(text))
        if (!(await more())) throw new Error(`It ended: ${text}`);
      return text;
    },
    async rest() {
      while (await more()) {}
      return text;
    },
    close: async () => reader?.cancel(),
  };
}

it("sends what happens, each with its id, and an event with its own digits", async () => {
  const served = await serve(0);
  const stream = await connect(served);
  await stream.until(": connected");
  served.fake.happen();
  const text = await stream.until(/event: event\ndata: .*\n\n/);
  expect(text).toMatch(/^id: 1\nevent: request\ndata: \{.*"id":"dlv_0".*\}\n\n/m);
  expect(text).toMatch(/^id: 2\nevent: event\ndata: \{.*"big":12345678901234567890, "float":1E400.*\}\n\n/m);
  await stream.close();
});

it.each([
  ["Last-Event-ID", "/api/stream", { "last-event-id": "2" }],
  ["lastId", "/api/stream?lastId=2", {}],
])("goes on behind the id of %s", async (_, path, headers) => {
  const served = await serve(3);
  const stream = await connect(served, path, headers);
  const text = await stream.until("id: 6");
  expect(Array.from(text.matchAll(/^id: (.*)$/gm), ([, id]) => id)).toEqual(["3", "4", "5", "6"]);
  await stream.close();
});

it("sends one source and one type only, where they are asked for", async () => {
  const served = await serve(0);
  const stream = await connect(served, "/api/stream?source=billing&type=com.billing.push");
  await stream.until(": connected");
  for (let number = 0; number < 6; number++) served.fake.happen();
  const text = await stream.until(/com\.billing\.push(.|\n)*evt-dlv_5/);
  expect(text).not.toMatch(/acme-github|req_/);
  await stream.close();
});

it("sends rows without envelopes, and some kinds only, where that is asked for", async () => {
  const served = await serve(0);
  const stream = await connect(served, "/api/stream?rows=true&kind=event,dead-letter");
  await stream.until(": connected");
  served.fake.happen();
  served.fake.stream.add({ kind: "gap", count: 3 });
  const text = await stream.until(/event: gap\ndata: .*\n\n/);
  const [, row = "{}"] = /^id: 2\nevent: event\ndata: (.*)$/m.exec(text) ?? [];
  const { envelope, rules: _, ...expected } = fakeEvent(fakeRequest(0));
  expect(envelope).toContain("detail");
  expect(JSON.parse(row)).toEqual(expected);
  expect(text).toContain('event: gap\ndata: {"count":3}');
  expect(text).not.toContain("event: request");
  await stream.close();
});

it.each([
  ["kind=requests", "There is no kind `requests` here.", "Did you mean `request`?"],
  ["rows=yes", '`rows` is "yes".', "Give true or false."],
])("refuses %s", async (query, message, remedy) => {
  const { status, json } = await get(await serve(0), `/api/stream?${query}`);
  expect(status).toBe(400);
  expect(json).toMatchObject({ message, remedy: expect.stringContaining(remedy) });
});

it("says what made it end", async () => {
  const served = await serve(0);
  const stream = await connect(served);
  await stream.until(": connected");
  served.fake.stream.fail(new Error("a bug"));
  expect(await stream.rest()).toMatch(/event: error\ndata: \{"error":"internal".*\}\n\n$/);
  expect(served.failures).toHaveLength(1);
});

it("leaves nothing behind when its reader goes away", async () => {
  const served = await serve(0);
  let ended = 0;
  const { stream } = served.fake.bridge;
  served.fake.bridge.stream = async function* (query) {
    yield* stream(query);
    ended++;
  };
  const reader = await connect(served);
  await reader.until(": connected");
  await reader.close();
  for (let waits = 0; ended === 0 && waits < 100; waits++) await new Promise((next) => setTimeout(next, 10));
  expect(ended).toBe(1);
  expect(served.failures).toEqual([]);
});

it("refuses a parameter that it does not know before it starts", async () => {
  expect(await get(await serve(0), "/api/stream?sources=billing")).toMatchObject({ status: 400 });
});
