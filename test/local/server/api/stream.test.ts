import { expect, test } from "vitest";
import { type ApiOptions, makeApi } from "../../../../src/local/server/api/make-api.ts";
import { makeNews } from "../../../../src/local/server/emitter.ts";

test("a reader of the stream that stands still is let go, and what waits for it is forgotten", async () => {
  const news = makeNews();
  const options = { url: "http://127.0.0.1:3000", publicUrl: undefined, sources: new Map(), news };
  const { app } = makeApi({ ...options, onFailure: () => {} } as unknown as ApiOptions);
  const response = await app.request("/api/stream", { headers: { host: "127.0.0.1" } });
  const reader = response.body?.getReader();
  await reader?.read();
  for (let number = 0; number < 5_000; number++) news.tell({ kind: "event", line: `{"number":${number}}` });
  let text = "";
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
    text += new TextDecoder().decode(part.value);
  expect(text.split("\n\n").length).toBeLessThan(1_100);
  expect(text).toMatch(/^event: event\ndata: \{"number":0\}/);
}, 3_000);
