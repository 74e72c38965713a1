import { mkdtempSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHttp, webhookRequestOf } from "../../../../src/local/server/refused/raw-http.ts";
import { openRefusedRequests } from "../../../../src/local/server/refused/refused-requests.ts";

const request = {
  method: "POST",
  target: "/hooks/acme?a=%20b",
  headers: [
    ["Host", "127.0.0.1"],
    ["X-Two", "1"],
    ["x-two", "ü"],
  ] as const,
  body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
};

const folderOf = (): string => join(mkdtempSync(join(tmpdir(), "hookbridge-refused-")), "refused");

test("keeps the bytes: target, order and spelling of headers, body", () => {
  const kept = openRefusedRequests(folderOf(), Date.now);
  kept.keep("req_1", request);
  const read = readHttp(kept.read("req_1") ?? new Uint8Array());
  expect(read).toEqual({ ...request, body: Buffer.from(request.body) });
  const { url, query, headers } = webhookRequestOf(request, "https://example.com/");
  expect([url, query, headers.get("x-two")]).toEqual([
    "https://example.com/hooks/acme?a=%20b",
    "a=%20b",
    "1,ü",
  ]);
  kept.close();
});

test("a body that came in pieces has a length in their place", () => {
  const kept = openRefusedRequests(folderOf(), Date.now);
  kept.keep("req_1", { ...request, headers: [["Transfer-Encoding", "chunked"]] });
  expect(readHttp(kept.read("req_1") ?? new Uint8Array())?.headers).toEqual([["content-length", "256"]]);
  kept.close();
});

test("keeps the last 200, for a day, and nothing under another name", () => {
  const folder = folderOf();
  const kept = openRefusedRequests(folder, Date.now);
  for (let number = 0; number < 205; number++) {
    kept.keep(`req_${number}`, request);
    // Written within one millisecond, their order would be chance.
    const at = (Date.now() - 300_000 + number * 1_000) / 1_000;
    utimesSync(join(folder, `req_${number}.http`), at, at);
  }
  kept.keep("req_last", request);
  expect(readdirSync(folder)).toHaveLength(200);
  expect([kept.has("req_last"), kept.has("req_204"), kept.has("req_0")]).toEqual([true, true, false]);
  for (const id of ["../secrets", "req_../../x", "", "dlv_1"]) {
    kept.keep(id, request);
    expect([kept.has(id), kept.read(id)]).toEqual([false, undefined]);
  }
  writeFileSync(join(folder, "notes.txt"), "not ours");
  const dayBefore = Date.now() / 1_000 - 24 * 3_600;
  utimesSync(join(folder, "req_204.http"), dayBefore, dayBefore);
  expect(kept.has("req_204")).toBe(false);
  kept.close();
  openRefusedRequests(folder, Date.now).close();
  expect(readdirSync(folder).toSorted()).not.toContain("req_204.http");
  expect(readdirSync(folder)).toContain("notes.txt");
});
