import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Explanation } from "../../../src/operate/explain/explanation.ts";
import { besideBridge } from "../support/beside-bridge.ts";
import { projectFolder, runHookbridge } from "../support/run-hookbridge.ts";

const recorded = join(projectFolder, "test/fixtures/github/push.http");
const secret = "ghs-8f1d0c5e7b2a4936";
const other = "lin-0c5e7b2a49368f1d";

let folder: string;
let secretsFile: string;

/** Writes the secrets that the command is to have. */
function keep(secrets: Readonly<Record<string, readonly string[]>>): void {
  writeFileSync(secretsFile, JSON.stringify(secrets));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "explain-"));
  secretsFile = join(folder, "secrets.json");
});
afterAll(() => rmSync(folder, { recursive: true }));

const explainFile = (file: string, ...flags: readonly string[]) =>
  runHookbridge(
    ["explain", "acme-github", file, "--secrets", secretsFile, "--data-dir", folder, "--offline", ...flags],
    { env: { NO_COLOR: "1" } },
  );

const at = ["--received-at", "2026-06-15T13:30:00Z"] as const;

describe("a request in a file", () => {
  it("is explained for people: verdict, evidence, what to do, the next command", () => {
    keep({ "acme-github": [`'${secret}'`], "acme-slack": [other] });
    const { code, out, err } = explainFile(recorded, ...at);
    expect(err).toBe("");
    expect(out).toMatch(
      /^secret-wrapped {2}proved\n {2}evidence {2}It matches without what stands around the secret\./,
    );
    expect(out).toContain("\n  to do     Store the bare secret");
    expect(out).toContain("\n  next      npx hookbridge secrets set acme-github\n");
    expect(out).not.toContain(secret);
    expect(out).not.toContain("\u001b");
    expect(code).toBe(0);
  });

  it("is explained with --json, as the function gives it", () => {
    keep({ "acme-github": ["not-the-secret-8f1d"], "acme-slack": [secret] });
    const { code, out, err } = explainFile(recorded, ...at, "--json");
    const explanation = JSON.parse(out) as Explanation;
    expect(Object.keys(explanation)).toEqual(["causes", "ruledOut", "notTried"]);
    expect(explanation.causes[0]).toMatchObject({ cause: "secret-of-other-source", proven: true });
    expect(explanation.causes[0]?.evidence).toContain("acme-slack");
    expect([code, err]).toEqual([0, ""]);
    expect(out).not.toContain(secret);
  });

  it("names what is likely, and that it is not proved", () => {
    keep({ "acme-github": [other] });
    const { out } = explainFile(recorded, ...at);
    expect(out).toMatch(/^secret-wrong {2}likeliest\n/);
    // GitHub never shows a secret again.
    expect(out).toContain("Set one secret in both places, at GitHub and in the source acme-github");
    expect(out).toMatch(
      /\nRuled out\n {2}something around the secret .*\n(?: {2}.*\n)* {2}the secrets of 4 other sources\n/,
    );
  });

  it("ends with 1 where nothing explains it, because the bridge takes it", () => {
    keep({ "acme-github": [secret] });
    const { code, out, err } = explainFile(recorded, ...at);
    expect(out).toMatch(/^No cause was found\.\n\nRuled out\n {2}everything: /);
    expect(err).toContain("docs/errors.md");
    expect(code).toBe(1);
    const json = explainFile(recorded, ...at, "--json");
    expect(JSON.parse(json.out)).toMatchObject({ causes: [] });
    expect([json.code, json.err]).toEqual([1, ""]);
  });

  it("finds a secret that was removed from the source within a week", () => {
    const data = mkdtempSync(join(folder, "data-"));
    writeFileSync(join(data, "secrets.json"), JSON.stringify({ "acme-github": [other] }));
    const now = new Date().toISOString();
    const former = { "acme-github": { changedAt: now, former: [{ secret, removedAt: now }] } };
    writeFileSync(join(data, "former-secrets.json"), JSON.stringify(former));
    const { out } = runHookbridge([
      "explain",
      "acme-github",
      recorded,
      "--data-dir",
      data,
      "--offline",
      ...at,
    ]);
    expect(out).toMatch(/^secret-removed {2}proved\n/);
    expect(out).not.toContain(secret);
  });

  it("says which time it takes where none is given", () => {
    keep({ "acme-github": [other] });
    const { err } = explainFile(recorded);
    expect(err).toMatch(
      /^Taken as received at \d{4}-\d\d-\d\dT[\d:.]+Z, the time of the file; --received-at says otherwise\.\n$/,
    );
  });

  it("takes the URL from --public-url", () => {
    const request = readFileSync(recorded, "latin1").replace(" /hooks/github ", " /hooks/acme-gitlub ");
    const file = join(folder, "misspelt.http");
    writeFileSync(file, request, "latin1");
    keep({ "acme-github": [secret] });
    expect(explainFile(file, ...at, "--public-url", "https://hooks.example.com/prod").code).toBe(1);
  });
});

describe("what can't be explained", () => {
  it.each([
    [
      ["explain", "acme-gitlub", recorded],
      /has no source "acme-gitlub"\.\n {2}next: {2}Did you mean acme-github\?/,
    ],
    [["explain", "acme-github", "there-is-none.http"], /there-is-none\.http/],
    [["explain", "acme-github", join(projectFolder, "package.json")], /is no HTTP request/],
    [["explain", "acme-github", recorded, "--stage", "dev"], /secrets at hand/],
    [["explain", "acme-github", recorded, "--received-at", "soon"], /Times: 15m, 2h/],
    [
      ["explain", "acme-github", recorded, "--data-dir", "no-such-directory", "--offline"],
      /secrets\.json can't be read/,
    ],
    [["explain", "req_1", "--offline"], /--offline is for a request in a file/],
    [["explain", "req_1", "--secrets", "s.json"], /--secrets is for a request in a file/],
    [["explain", "--data-dir", "/no/such/folder"], /No bridge runs here/],
    [["explain", "acme-github", recorded, "--sorce"], /unknown option|Did you mean --/],
  ])("%j is refused with 2 and what to do", (args, message) => {
    const { code, out, err } = runHookbridge(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(message);
    expect(err).toMatch(/\n {2}next: {2}\S/);
    expect(err).not.toMatch(/\n {4}at /);
  });
});

describe("a request that the bridge has kept", () => {
  const { run } = besideBridge();

  it("is explained by its id", async () => {
    const { code, out, err } = await run("explain req_39");
    expect(out).toBe(
      "secret-wrong  likeliest\n  evidence  No secret matches.\n  to do     Set it again.\n\nRuled out\n  The clock is right.\n",
    );
    expect([code, err]).toEqual([0, ""]);
  });

  it("is the newest that was refused, where none is named", async () => {
    const { code, out, err } = await run("explain");
    expect(out).toMatch(/^secret-wrong {2}likeliest\n/);
    expect(err).toMatch(/^req_39 to billing, at 2026-11-30T/);
    expect(code).toBe(0);
  });

  it("is explained with --json", async () => {
    const { out } = await run("explain req_39 --json");
    expect(JSON.parse(out)).toEqual({
      causes: [
        { cause: "secret-wrong", proven: false, evidence: "No secret matches.", fix: "Set it again." },
      ],
      ruledOut: ["The clock is right."],
    });
  });

  it("is not there any more", async () => {
    const { code, err } = await run("explain req_unknown");
    expect(code).toBe(2);
    expect(err).toMatch(
      /req_unknown is not kept: the bridge here keeps the last 200.*\n {2}next: .*deliveries --outcome refused/,
    );
  });
});
