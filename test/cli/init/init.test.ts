/** `hookbridge init` as a process without a terminal, in an empty folder outside of the repository. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadBridge } from "../../../src/stack/bundle/load-bridge.ts";

const root = resolve(import.meta.dirname, "../../..");
const waitMs = 60_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hookbridge-init-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const init = (...args: readonly string[]): Promise<Ended> => {
  const { AWS_REGION, AWS_DEFAULT_REGION, ...env } = process.env;
  const program = join(root, "src/cli/hookbridge.ts");
  return promisify(execFile)(process.execPath, [program, "init", ...args], { cwd: folder, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );
};

const read = (path: string): string => readFileSync(join(folder, "my-hooks", path), "utf8");

describe("hookbridge init", () => {
  it(
    "makes a project that the bridge loads, with what each flag says",
    async () => {
      const flags = ["--providers", "stripe, github", "--region", "eu-west-1"];
      const owner = ["--github", "acme/hooks", "--account", "111122223333"];
      const { code, stdout, stderr } = await init("my-hooks", ...flags, ...owner);
      expect(code).toBe(0);
      expect(
        readdirSync(join(folder, "my-hooks"), { recursive: true, withFileTypes: true }).filter((entry) =>
          entry.isFile(),
        ),
      ).toHaveLength(8);
      const bridge = await loadBridge(join(folder, "my-hooks/bridge.config.ts"));
      expect(bridge.name).toBe("my-hooks");
      expect(Array.from(bridge.sources.values(), ({ name, provider }) => [name, provider.id])).toEqual([
        ["stripe", "stripe"],
        ["github", "github"],
      ]);
      expect(read("serverless.yml")).toMatch(/region: \$\{opt:region, 'eu-west-1'\}/);
      expect(read("serverless.yml")).toContain("- hookbridge/serverless");
      expect(JSON.parse(read("package.json"))).toMatchObject({
        name: "my-hooks",
        scripts: { start: "hookbridge start", test: "hookbridge test" },
        dependencies: { hookbridge: expect.stringMatching(/^file:\.\./) },
      });
      const trusted = JSON.parse(stdout).Statement[0];
      expect(trusted.Principal.Federated).toMatch(/^arn:aws:iam::111122223333:oidc-provider\/token\.actions/);
      expect(Object.values(trusted.Condition.StringEquals)).toEqual([
        "sts.amazonaws.com",
        "repo:acme/hooks:ref:refs/heads/main",
      ]);
      expect(stderr).toMatch(/Next:\n {2}cd my-hooks\n {2}npm install/);
      expect(stderr).toMatch(/never run/);
    },
    waitMs,
  );

  it(
    "takes the usual region without a terminal, and prints JSON alone with --json",
    async () => {
      const { code, stdout, stderr } = await init("my-hooks", "--providers", "github", "--json");
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(JSON.parse(stdout)).toMatchObject({
        folder: "my-hooks",
        files: expect.arrayContaining(["README.md"]),
      });
      expect(read("bridge.config.ts")).toContain("github: { provider: github");
      expect(read("serverless.yml")).toContain("us-east-1");
    },
    waitMs,
  );

  it(
    "copies a tarball into the project, so that CI has it too",
    async () => {
      writeFileSync(join(folder, "hookbridge-1.2.3.tgz"), "its bytes");
      expect(await init("my-hooks", "--providers", "github", "--from", "hookbridge-1.2.3.tgz")).toMatchObject(
        { code: 0 },
      );
      expect(JSON.parse(read("package.json")).dependencies.hookbridge).toBe(
        "file:vendor/hookbridge-1.2.3.tgz",
      );
      expect(read("vendor/hookbridge-1.2.3.tgz")).toBe("its bytes");
    },
    waitMs,
  );

  it(
    "refuses a folder that has files of these names, and writes nothing",
    async () => {
      mkdirSync(join(folder, "my-hooks"));
      writeFileSync(join(folder, "my-hooks/README.md"), "mine");
      const { code, stdout, stderr } = await init("my-hooks", "--providers", "github");
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(/^error: my-hooks already has README\.md\.\n {2}next: {2}Give another folder/);
      expect(readdirSync(join(folder, "my-hooks"))).toEqual(["README.md"]);
    },
    waitMs,
  );

  it.each([
    ["a vendor that is not there", ["--providers", "githb"], /no provider "githb"[\s\S]*Similar ids: github/],
    ["no vendor", ["--providers", ","], /No vendor is named/],
    ["no flag for vendors", [], /No vendor is named, and there is no terminal/],
    ["a region that is none", ["--providers", "github", "--region", "europe"], /"europe" is no AWS region/],
    ["a repository that is none", ["--providers", "github", "--github", "acme"], /no repository/],
    ["an account that is none", ["--providers", "github", "--account", "12"], /no AWS account/],
    [
      "a package that is not there",
      ["--providers", "github", "--from", "none.tgz"],
      /There is no .*none\.tgz/,
    ],
    [
      "a folder that is not the package",
      ["--providers", "github", "--from", "."],
      /is not the package hookbridge/,
    ],
  ])(
    "refuses %s with what to do, and writes nothing",
    async (_, flags, message) => {
      const { code, stderr } = await init("my-hooks", ...flags);
      expect(code).toBe(2);
      expect(stderr).toMatch(message);
      expect(stderr).toMatch(/\n {2}next: {2}\S/);
      expect(readdirSync(folder)).toEqual([]);
    },
    waitMs,
  );

  it(
    "refuses a name that its stacks can't have",
    async () => {
      const { code, stderr } = await init("9 hooks");
      expect({ code, stderr }).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/"9 hooks" can't be the name/),
      });
    },
    waitMs,
  );
});
