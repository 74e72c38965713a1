import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "hookbridge-plain-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("waits for a template that comes late and in pieces, as a large one does on a busy machine", async () => {
  for (const name of ["receive", "publish"]) writeFileSync(join(folder, `${name}.zip`), name);
  const Code = (name: string) => ({ S3Bucket: "osls", S3Key: `a/${name}.zip` });
  const compiled = JSON.stringify({
    stackName: "hookbridge-prod",
    tags: {},
    template: {
      Resources: {
        ReceiveLambdaFunction: { Type: "AWS::Lambda::Function", Properties: { Code: Code("receive") } },
        PublishLambdaFunction: { Type: "AWS::Lambda::Function", Properties: { Code: Code("publish") } },
      },
      Outputs: {},
    },
    zips: folder,
  });
  const command = resolve(import.meta.dirname, "../../src/cli/plain-package.ts");
  const child = spawn(process.execPath, [command, "--out", folder], { stdio: ["pipe", "ignore", "pipe"] });
  let errors = "";
  child.stderr.on("data", (text) => {
    errors += text;
  });
  child.stdin.on("error", () => {});
  const ended = new Promise((done) => child.on("close", done));
  child.stdin.write(compiled.slice(0, 40));
  // Long enough for the command to start and to find nothing more to read.
  await Promise.race([wait(3_000), ended]);
  child.stdin.end(compiled.slice(40));
  expect([await ended, errors]).toEqual([0, ""]);
  const stack = JSON.parse(readFileSync(join(folder, "hookbridge-prod/stack.json"), "utf8"));
  expect(Object.keys(stack.artifacts)).toEqual(["ReceiveLambdaFunction", "PublishLambdaFunction"]);
}, 60_000);
