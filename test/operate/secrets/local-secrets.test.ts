import { spawn } from "node:child_process";
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSecretsFile } from "../../../src/local/secrets/secrets-file.ts";
import { localSecrets, secretFilesIn } from "../../../src/operate/secrets/local-secrets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const day = 86_400_000;
let now = Date.UTC(2026, 10, 1);
const place = () => localSecrets(secretFilesIn(join(folder, "data")), () => now);

describe("secrets in the local file", () => {
  it("are none before the first", async () => {
    expect(await place().read(["a"])).toEqual(new Map());
    expect(await place().former("a")).toEqual([]);
  });

  it("are read with the time at which they were stored, and leave the others alone", async () => {
    await place().write("a", ["one"], undefined);
    now += day;
    await place().write("b", ["two"], undefined);
    expect(await place().read(["a", "b", "c"])).toEqual(
      new Map([
        ["a", { texts: ["one"], storedAt: now - day, version: new Date(now - day).toISOString() }],
        ["b", { texts: ["two"], storedAt: now, version: new Date(now).toISOString() }],
      ]),
    );
    expect(readSecretsFile(join(folder, "data/secrets.json")).secrets).toEqual(
      new Map([
        ["a", ["one"]],
        ["b", ["two"]],
      ]),
    );
  });

  it("are kept for a week once they are replaced, and not if they come back", async () => {
    await place().write("a", ["one"], undefined);
    await place().write("a", ["two", "one"], (await place().read(["a"])).get("a"));
    expect(await place().former("a")).toEqual([]);
    await place().write("a", ["two"], (await place().read(["a"])).get("a"));
    const removedAt = new Date(now).toISOString();
    expect(await place().former("a")).toEqual([{ secret: "one", removedAt }]);
    now += 6 * day;
    await place().write("a", ["three"], (await place().read(["a"])).get("a"));
    expect((await place().former("a")).map(({ secret }) => secret)).toEqual(["two", "one"]);
    now += day;
    expect((await place().former("a")).map(({ secret }) => secret)).toEqual(["two"]);
    // The next change, of any source, forgets it on the disk too.
    await place().write("b", ["x"], undefined);
    expect(readFileSync(join(folder, "data/former-secrets.json"), "utf8")).not.toContain('"one"');
    await place().write("a", ["two"], (await place().read(["a"])).get("a"));
    expect((await place().former("a")).map(({ secret }) => secret)).toEqual(["three"]);
  });

  it("are not overwritten where they have changed since they were read", async () => {
    await place().write("a", ["one"], undefined);
    const read = (await place().read(["a"])).get("a");
    await place().write("a", ["two"], read);
    await expect(place().write("a", ["three"], read)).rejects.toThrow(
      /changed the secrets of the source "a" meanwhile/,
    );
    await expect(place().write("a", ["three"], undefined)).rejects.toThrow(/meanwhile/);
    expect((await place().read(["a"])).get("a")?.texts).toEqual(["two"]);
  });

  it("are readable by their owner only, also in a file of the user's that others could read", async () => {
    const file = join(folder, "mine.json");
    writeFileSync(file, '{"a": ["one"]}', { mode: 0o644 });
    symlinkSync(file, join(folder, "link.json"));
    const own = localSecrets(secretFilesIn(join(folder, "data"), join(folder, "link.json")), () => now);
    await own.write("b", ["two"], undefined);
    expect(lstatSync(join(folder, "link.json")).isSymbolicLink()).toBe(true);
    expect([statSync(file).mode & 0o777, JSON.parse(readFileSync(file, "utf8"))]).toEqual([
      0o600,
      { a: ["one"], b: ["two"] },
    ]);
    expect(readdirSync(folder).sort()).toEqual(["data", "link.json", "mine.json"]);
  });

  it("are whole whenever somebody reads them, and none is lost, while eight programs write", async () => {
    const script = join(folder, "writer.mjs");
    const module = join(import.meta.dirname, "../../../src/operate/secrets/local-secrets.ts");
    writeFileSync(
      script,
      `import { localSecrets, secretFilesIn } from ${JSON.stringify(module)};
const place = localSecrets(secretFilesIn(${JSON.stringify(join(folder, "data"))}), Date.now);
for (let at = 0; at < 10; at++) await place.write(process.argv[2] + at, ["x".repeat(2000) + at], undefined);`,
    );
    const names = Array.from("abcdefgh");
    const ended = names.map(
      (name) => new Promise((done) => spawn(process.execPath, [script, name]).on("close", done)),
    );
    let running = true;
    const all = Promise.all(ended).finally(() => {
      running = false;
    });
    let reads = 0;
    while (running) {
      await place().read(["a0"]);
      reads++;
      await new Promise((later) => setTimeout(later, 5));
    }
    expect(await all).toEqual(names.map(() => 0));
    expect(readSecretsFile(join(folder, "data/secrets.json")).secrets.size).toBe(80);
    expect(reads).toBeGreaterThan(5);
  }, 60_000);
});
