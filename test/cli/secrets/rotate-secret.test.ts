/** `secrets rotate` as a process, beside a bridge that is served by the real app. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";
import { configWith, makeProject } from "../support/make-project.ts";
import type { Ended } from "../support/run-hookbridge.ts";

const beside = besideBridge(0);
const project = makeProject(
  configWith({ "acme-github": "github", chat: "meta", topic: "awsSns", tasks: "asana" }),
);
afterAll(() => project.remove());

const [first, second] = ["Zk3-unlikely-text-of-the-first", "Qv8-unlikely-text-of-the-second"];
const run = (words: string, input = ""): Promise<Ended> =>
  beside.run(`secrets ${words}`, { cwd: project.folder, input });
const fileOf = (name: string): string => join(beside.served().dataDirectory, name);
const kept = (): Record<string, readonly string[]> =>
  JSON.parse(readFileSync(fileOf("secrets.json"), "utf8"));

/** The bridge has accepted a delivery. */
function accept(secretIndex: number, minutesAgo: number): void {
  const at = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  beside.served().fake.requests.push({
    id: `dlv_${crypto.randomUUID()}`,
    at,
    source: "acme-github",
    outcome: "published",
    secretIndex,
  });
}

/** A rotation that began three hours ago. */
function begun(source: string, texts: readonly string[]): void {
  const changedAt = new Date(Date.now() - 180 * 60_000).toISOString();
  writeFileSync(fileOf("secrets.json"), JSON.stringify({ [source]: texts }));
  writeFileSync(fileOf("former-secrets.json"), JSON.stringify({ [source]: { changedAt, former: [] } }));
}

beforeEach(() => {
  beside.served().fake.requests.length = 0;
  for (const name of ["secrets.json", "former-secrets.json"]) rmSync(fileOf(name), { force: true });
});

describe("secrets rotate", () => {
  it("leads from a secret through a time in which both count to the next one", async () => {
    await run("set acme-github", first);
    const began = await run("rotate acme-github", `${second}\n`);
    expect([began.code, began.out]).toEqual([0, ""]);
    expect(began.err).toMatch(
      /before the former one\. Both count\..*Next:\n {2}1\. Let the vendor sign with it: Rep/s,
    );
    expect(kept()).toEqual({ "acme-github": [second, first] });
    expect((await run("list --json")).out).toContain('"state": "rotating"');
    begun("acme-github", [second, first]);

    const waiting = await run("rotate acme-github --state");
    expect([waiting.code, waiting.out]).toEqual([
      1,
      expect.stringMatching(/^acme-github: waiting\. No delivery/),
    ]);

    accept(1, 5);
    const refused = await run("rotate acme-github --finish");
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/^acme-github: older-in-use\./);
    expect(refused.err).toMatch(/^Nothing was removed: the vendor still signs with an older secret/);
    expect(kept()["acme-github"]).toHaveLength(2);

    beside.served().fake.requests.length = 0;
    accept(1, 90);
    accept(0, 10);
    const state = await run("rotate acme-github --state --json");
    expect(state.code).toBe(0);
    expect(JSON.parse(state.out)).toEqual({
      source: "acme-github",
      phase: "finished",
      secrets: 2,
      older: 1,
      since: expect.stringMatching(/Z$/),
      newestMatched: beside.served().fake.requests[1]?.at,
      olderMatched: beside.served().fake.requests[0]?.at,
      from: "the deliveries that the bridge lists",
      unknown: null,
    });
    const finished = await run("rotate acme-github --finish --json");
    expect([finished.code, JSON.parse(finished.out)]).toEqual([
      0,
      { source: "acme-github", phase: "none", removed: 1, secrets: 1 },
    ]);
    expect(kept()).toEqual({ "acme-github": [second] });
    expect(readFileSync(fileOf("former-secrets.json"), "utf8")).toContain(first);
    expect(await run("rotate acme-github --finish")).toMatchObject({
      code: 0,
      err: '"acme-github" has no former secret: there is nothing to finish.\n',
    });
  });

  it("removes an older one that is in use with --force", async () => {
    begun("acme-github", [second, first]);
    accept(1, 5);
    expect((await run("rotate acme-github --finish --force")).code).toBe(0);
    expect(kept()).toEqual({ "acme-github": [second] });
  });

  it("keeps the secrets of other roles, from beginning to end", async () => {
    begun("chat", ["appSecret:0123456789abcdef0123456789abcdef", "verifyToken:a-token-of-handshakes"]);
    await run("rotate chat --role appSecret", "fedcba9876543210fedcba9876543210");
    expect(kept().chat).toEqual([
      "appSecret:fedcba9876543210fedcba9876543210",
      "appSecret:0123456789abcdef0123456789abcdef",
      "verifyToken:a-token-of-handshakes",
    ]);
    await run("rotate chat --finish --force");
    expect(kept().chat).toEqual([
      "appSecret:fedcba9876543210fedcba9876543210",
      "verifyToken:a-token-of-handshakes",
    ]);
  });

  it("does not guess where the place of a secret does not tell its age", async () => {
    const arn = "arn:aws:sns:eu-west-1:111122223333:orders";
    begun("topic", [`topicArn:${arn}-new`, `topicArn:${arn}`, "certificate:x"]);
    const { code, out } = await run("rotate topic --state");
    expect([code, out]).toEqual([1, expect.stringMatching(/unknown.*several roles/s)]);
  });

  it.each([
    ["a second rotation", "rotate acme-github", /A rotation of "acme-github" is under way/],
    ["a source without a secret", "rotate chat", /"chat" has no secret that could be rotated/],
    ["a vendor that hands its secret over", "rotate tasks", /Asana hands its secret over itself/],
    ["both at once", "rotate acme-github --state --finish", /--state only looks/],
    ["a secret as an argument", `rotate acme-github ${second}`, /A secret is never an argument/],
  ])("refuses %s before it asks for a secret", async (_, words, says) => {
    begun("acme-github", [second, first]);
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(err).not.toContain(second);
  });

  it("refuses a new secret that the source has already", async () => {
    await run("set acme-github", first);
    expect(await run("rotate acme-github", first)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is one that it has\. Nothing was stored/),
    });
  });
});
