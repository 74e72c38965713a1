import { Hono } from "hono";
import { expect, test } from "vitest";
import { type ItemStream, streamOf } from "../../../../src/local/server/api/stream.ts";
import { makeEmitter } from "../../../../src/local/server/emitter.ts";

/** Connects to the stream. @returns how to read the rest of it */
async function connect(stream: ItemStream): Promise<() => Promise<string>> {
  const response = await new Hono().get("/stream", stream.route).request("/stream");
  const reader = response.body?.getReader();
  await reader?.read();
  return async () => {
    let text = "";
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      text += new TextDecoder().decode(part.value);
    return text;
  };
}

test("a reader that stops reading is disconnected, and at most 1,000 items wait for it", async () => {
  const emitter = makeEmitter();
  const rest = await connect(streamOf(emitter));
  for (let number = 0; number < 5_000; number++)
    emitter.emit({ kind: "event", line: `{"number":${number}}` });
  const text = await rest();
  expect(text.split("\n\n").length).toBeLessThan(1_100);
  expect(text).toMatch(/^event: event\ndata: \{"number":0\}/);
}, 3_000);

test("close ends a reader that waits, and one that comes later", async () => {
  const emitter = makeEmitter();
  const stream = streamOf(emitter);
  const rest = await connect(stream);
  emitter.emit({ kind: "delivery", line: "{}" });
  await new Promise((next) => setTimeout(next, 20));
  stream.close();
  expect(await rest()).toBe("event: delivery\ndata: {}\n\n");
  expect(await (await connect(stream))()).toBe("");
}, 3_000);
