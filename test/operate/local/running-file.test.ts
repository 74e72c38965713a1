import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLocalBridge } from "../../../src/operate/local/local-bridge.ts";
import { readRunningFile } from "../../../src/operate/local/running-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-running-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (value: unknown): void =>
  writeFileSync(join(folder, "running.json"), typeof value === "string" ? value : JSON.stringify(value));

const usual = { pid: process.pid, url: "http://127.0.0.1:3000/", token: "t" };

it("gives what a running bridge has written", () => {
  write({ ...usual, more: 1 });
  expect(readRunningFile(folder)).toEqual({ pid: process.pid, url: "http://127.0.0.1:3000", token: "t" });
});

describe("where no bridge runs, the error says so, and how to start one", () => {
  it("there is no file, or no folder", () => {
    for (const place of [folder, join(folder, "none")])
      expect(() => readRunningFile(place)).toThrow(
        expect.objectContaining({
          code: "wrong-use",
          message: `No bridge runs here: there is no running.json in ${place}.`,
          remedy: expect.stringContaining("npx hookbridge start"),
        }),
      );
  });

  it("the process has ended", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    write({ ...usual, pid });
    expect(() => readRunningFile(folder)).toThrow(
      expect.objectContaining({ message: expect.stringMatching(`process ${pid}\\) has ended`) }),
    );
  });

  it.each(["", "[]", "{}", { ...usual, url: "nowhere" }, { ...usual, pid: "1" }, { pid: 1, url: usual.url }])(
    "the file is %j",
    (value) => {
      write(value);
      expect(() => readRunningFile(folder)).toThrow(
        expect.objectContaining({
          code: "wrong-use",
          message: expect.stringContaining("{ pid, url, token }"),
        }),
      );
    },
  );
});

describe("where something else happens at its port", () => {
  async function listening(
    status: number,
    body: string,
  ): Promise<{ readonly url: string; close(): Promise<unknown> }> {
    const server = createServer((_, response) => response.writeHead(status).end(body));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: () => new Promise((done) => server.close(done)),
    };
  }

  it.each([
    [200, '{"items":[]}'],
    [404, "<html>"],
    [301, ""],
  ])("somebody else answers %i", async (status, body) => {
    const other = await listening(status, body);
    write({ ...usual, url: other.url });
    await expect(openLocalBridge({ dataDirectory: folder })).rejects.toMatchObject({
      code: "wrong-use",
      message: expect.stringMatching(/is no Hookbridge|does not answer/),
    });
    await other.close();
  });

  it("nobody answers", async () => {
    const other = await listening(200, "");
    await other.close();
    write({ ...usual, url: other.url });
    await expect(openLocalBridge({ dataDirectory: folder })).rejects.toMatchObject({
      code: "wrong-use",
      message: `The bridge (process ${process.pid}) does not answer at ${other.url}.`,
      remedy: expect.stringContaining("npx hookbridge start"),
    });
  });
});
