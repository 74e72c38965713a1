import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Recording, startRecordingProxy } from "../../src/cli/recording-proxy.ts";

/** A bridge that says yes to everything and shows what reached it. */
const reached: string[] = [];
const bridge = createServer((request, response) => {
  reached.push(request.url ?? "");
  response.writeHead(200).end("private");
});
const recordings: Recording[] = [];
let proxy: Awaited<ReturnType<typeof startRecordingProxy>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => bridge.listen(0, "127.0.0.1", resolve));
  proxy = await startRecordingProxy({
    bridge: `http://127.0.0.1:${(bridge.address() as AddressInfo).port}`,
    source: "acme",
    port: 0,
    now: Date.now,
    onRecording: (recording) => recordings.push(recording),
    onFailure: () => {},
  });
});
afterAll(async () => {
  await proxy.close();
  bridge.close();
});

// The tunnel that a vendor needs leads here, and the bridge's API asks for nothing but a local Host header.
it.each([
  "/",
  "/api/events",
  "/api/sources/acme/sample",
  "/hooks",
  "/hooks/",
  "/hooks/acme/",
  "/hooks/acme/../../api/events",
  "/hooks/acme-test",
])("does not let %s through to the bridge", async (path) => {
  const { port } = new URL(proxy.url);
  const status = await new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path, method: "POST" }, (answer) =>
      resolve(answer.resume().statusCode),
    )
      .on("error", reject)
      .end();
  });
  expect(status).toBe(404);
  expect(reached).toEqual([]);
  expect(recordings).toEqual([]);
});

it("passes the source's own deliveries on", async () => {
  expect((await fetch(`${proxy.url}/hooks/acme?a=1`, { method: "POST", body: "{}" })).status).toBe(200);
  expect(reached).toEqual(["/hooks/acme?a=1"]);
  expect(recordings).toHaveLength(1);
});

it("takes no more of a body than the bridge does", async () => {
  const large = await fetch(`${proxy.url}/hooks/acme`, {
    method: "POST",
    body: new Uint8Array(10 * 1024 * 1024 + 1),
  });
  expect(large.status).toBe(413);
  expect(recordings).toHaveLength(1);
});
