import { createHmac } from "node:crypto";
import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { makeTestProject, secret, startTestBridge, until } from "../runtime-fixture.ts";

const project = makeTestProject();
const lines: string[] = [];
let runtime: Runtime;
beforeAll(async () => {
  runtime = await startTestBridge(lines, project);
});
afterAll(() => runtime?.close());

/** The status of a delivery that is signed with a secret. */
async function statusWith(key: string): Promise<number> {
  const body = JSON.stringify({ action: "opened", id: crypto.randomUUID() });
  const signature = createHmac("sha256", key).update(body).digest("hex");
  const headers = { "x-github-event": "issues", "x-hub-signature-256": `sha256=${signature}` };
  return (await fetch(`${runtime.url}/hooks/repo`, { method: "POST", headers, body })).status;
}

const write = (repo: readonly string[]): void =>
  writeFileSync(
    project.secretsFile,
    JSON.stringify({ repo, broken: [secret], bare: [secret], ordered: [secret] }),
  );

const printed = (part: string): Promise<true> =>
  until(async () => lines.some((line) => line.includes(part)) || undefined) as Promise<true>;

test("a secret counts as soon as its file has it, and the replaced one no more", async () => {
  expect(await statusWith(secret)).toBe(200);
  // A delivery with a wrong secret just before must not make the bridge wait for its cool-down of half a minute.
  expect(await statusWith("the-second-secret-of-the-repository")).toBe(401);
  const changed = Date.now();
  write(["the-second-secret-of-the-repository"]);
  await printed(`secrets   ${project.secretsFile} has changed: its secrets of repo count from now on`);
  expect(Date.now() - changed).toBeLessThan(8_000);
  expect(await statusWith("the-second-secret-of-the-repository")).toBe(200);
  expect(await statusWith(secret)).toBe(401);
  expect(lines.join("\n")).not.toContain("the-second-secret");
}, 60_000);

test("the replaced secret is kept for a week, for its owner only", () => {
  const file = join(project.dataDirectory, "former-secrets.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8")).repo.former).toEqual([
    { secret, removedAt: expect.stringMatching(/^\d{4}-/) },
  ]);
});

test("a file that is broken while it is edited changes nothing, and is named once", async () => {
  writeFileSync(project.secretsFile, '{"repo": ["the-third');
  await printed("is not valid JSON");
  writeFileSync(project.secretsFile, '{"repo": ["the-third-secret');
  await new Promise((wait) => setTimeout(wait, 500));
  expect(lines.filter((line) => line.includes("is not valid JSON"))).toHaveLength(1);
  expect(lines.find((line) => line.includes("is not valid JSON"))).toContain("still count");
  expect(lines.join("\n")).not.toContain("the-third");
  expect(await statusWith("the-second-secret-of-the-repository")).toBe(200);
}, 60_000);

test("a file that another one takes the place of is read too, as editors save", async () => {
  lines.length = 0;
  const draft = `${project.secretsFile}.draft`;
  writeFileSync(draft, JSON.stringify({ repo: ["a-fourth-secret-for-the-repository", secret] }));
  renameSync(draft, project.secretsFile);
  await printed("count from now on");
  expect(await statusWith("a-fourth-secret-for-the-repository")).toBe(200);
  expect(await statusWith(secret)).toBe(200);
}, 60_000);

test("a source without a secret is named, and answers 503", async () => {
  lines.length = 0;
  write([]);
  await printed('source "repo" has no secret');
  expect(await statusWith(secret)).toBe(503);
}, 60_000);
