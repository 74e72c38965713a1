import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, expect, it } from "vitest";
import {
  catalogueRequests,
  packRequests,
  requestFiles,
  unpackedFiles,
} from "../../src/recorded/request-files.ts";
import { providerIds } from "../support/contract-kit.ts";
import { fixturesFolder } from "../support/fixtures.ts";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("packs the requests of all providers into one file, from which each comes back byte by byte", () => {
  const packed = packRequests(join(fixturesFolder(""), "."));
  const lines = brotliDecompressSync(packed).toString("utf8").split("\n");
  expect(packed.length).toBeLessThan(500_000);
  for (const id of providerIds) expect(unpackedFiles(lines, id)).toEqual(requestFiles(catalogueRequests(id)));
}, 120_000);

it("keeps bytes that are no text, and a file that stands alone", () => {
  mkdirSync(join(folder, "depot"));
  writeFileSync(join(folder, "depot/a.http"), Buffer.from([0, 0x80, 0xff, 0x0a, 0x22]));
  writeFileSync(join(folder, "depot/b.json"), "{}");
  const lines = brotliDecompressSync(packRequests(folder)).toString("utf8").split("\n");
  expect(unpackedFiles(lines, "depot")).toEqual([
    { name: "a", http: Buffer.from([0, 0x80, 0xff, 0x0a, 0x22]), json: undefined },
    { name: "b", http: undefined, json: "{}" },
  ]);
  expect(unpackedFiles(lines, "dep")).toEqual([]);
});

it("has none where there is no folder", () => {
  expect(requestFiles(join(folder, "nowhere"))).toEqual([]);
});
