import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { recordedDeliveries } from "../../src/recorded/fixtures.ts";
import { requestsFolder } from "../../src/recorded/request-files.ts";
import { fixturesFolder, fixturesOf } from "../support/fixtures.ts";

const project = mkdtempSync(join(tmpdir(), "hookbridge-recorded-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const facts = {
  clock: 1_781_530_200,
  origin: "https://hooks.example.com",
  secrets: ["s"],
  outcome: "accepted",
  events: [],
  witness: { kind: "third-party", by: "the depot's own test sender" },
};

/** Writes a recorded request of the provider `depot`. */
function record(name: string, http: string, json: object): string {
  const folder = join(project, "providers/fixtures/depot");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.http`), http);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(json));
  return folder;
}

describe("recorded requests", () => {
  it("are the deliveries of a folder, not its handshakes", () => {
    const accepted = fixturesOf("slack").filter(({ outcome }) => outcome === "accepted");
    expect(fixturesOf("slack").length).toBeGreaterThan(accepted.length);
    expect(recordedDeliveries(fixturesFolder("slack")).map(({ name }) => name)).toEqual(
      accepted.map(({ name }) => name),
    );
  });

  it("are none where nothing is recorded", () => {
    expect(recordedDeliveries(join(project, "nowhere"))).toEqual([]);
  });

  it("have another hash with another byte, time or origin", () => {
    const hashOf = (http: string, json: object): string | undefined =>
      recordedDeliveries(record("sent", http, json)).find(({ name }) => name === "sent")?.hash;
    const http = "POST /hooks/depot HTTP/1.1\r\nx-a: b\r\n\r\n{}";
    const hashes = [
      hashOf(http, facts),
      hashOf(`${http} `, facts),
      hashOf(http, { ...facts, clock: 1 }),
      hashOf(http, { ...facts, origin: "https://other.example.com" }),
    ];
    expect(new Set(hashes).size).toBe(4);
    expect(hashOf(http, { ...facts, witness: { kind: "captured", by: "a proxy on the way" } })).toBe(
      hashes[0],
    );
  });

  it("that can't be read are named, with what to do", () => {
    const folder = record("torn", "no request line\r\n\r\n", facts);
    expect(() => recordedDeliveries(folder)).toThrow(/depot can't be read\. torn\.http: no request line/);
  });

  it("of the project's own provider are in the project, all others in the package", () => {
    expect(requestsFolder(project, "depot")).toBe(join(project, "providers/fixtures/depot"));
    expect(requestsFolder(project, "github")).toBe(fixturesFolder("github"));
  });
});
