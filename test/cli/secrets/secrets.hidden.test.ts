/** No command prints a secret, a part of one or a hash of one: on stdout, on stderr, in JSON, or in a failure with its stack. */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { faultsOfTexts } from "../../../src/operate/secrets/check-secrets.ts";
import { loadProvider } from "../../support/contract-kit.ts";
import { configWith, makeProject } from "../support/make-project.ts";
import { type Ended, runHookbridge } from "../support/run-hookbridge.ts";

/** A text that occurs nowhere else: in whatever form a secret has it, four of its characters in a row are a leak. */
const core = "Zq7vKx3wJp9YdR5tHb2N";

/** Secrets in odd forms. */
const odd: readonly string[] = [
  core,
  `whsec_${core}`,
  `"${core}"`,
  `'${core}`,
  `\u201c${core}\u201d`,
  `{"secret":"${core}"}`,
  `["${core}`,
  `{${core}}`,
  `SECRET_KEY=${core}`,
  `export TOKEN=${core}`,
  `secret: ${core}`,
  `Bearer ${core}`,
  `v1,whsec_${core}`,
  `sha256=${core}`,
  `https://user:${core}@example.com/${core}`,
  `-----BEGIN PRIVATE KEY-----\n${core}\n-----END PRIVATE KEY-----`,
  `-----BEGIN ${core}`,
  `${core}\u200b`,
  `${core}\n${core}`,
  `${core}\\n`,
  `${core}...`,
  `${core.slice(0, 6)}••••••`,
  `verifyToken:${core}`,
  `user:${core}`,
  `\u001b[31m${core}\u001b[0m`,
  `%s %o ${core}`,
  `--force ${core}`,
  `$(${core})`,
  `<${core}>`,
  `${core}\u0000${core}`,
  core.repeat(400),
  Buffer.from(core).toString("base64"),
  Buffer.from(core).toString("hex"),
];

const hashes = odd.flatMap((text) =>
  (["sha256", "sha1", "md5"] as const).flatMap((algorithm) =>
    (["hex", "base64"] as const).map((encoding) =>
      createHash(algorithm).update(text).digest(encoding).slice(0, 8),
    ),
  ),
);

/** Four characters in a row of the text, in its encodings too. */
const windows = [core, Buffer.from(core).toString("base64"), Buffer.from(core).toString("hex")].flatMap(
  (text) =>
    Array.from({ length: text.length - 5 }, (_, at) => text.slice(at, at + 6)).concat(
      text === core ? Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4)) : [],
    ),
);

function expectHidden({ out, err }: Ended): void {
  const printed = `${out}${err}`;
  expect(windows.filter((part) => printed.includes(part))).toEqual([]);
  expect(hashes.filter((hash) => printed.includes(hash))).toEqual([]);
  expect(printed).not.toContain("\u001b");
}

const names = odd.map((_, at) => `s${at}`);
const providers = ["github", "stripe", "meta", "slack"] as const;
const providerOf = (at: number): string => providers[at % providers.length] ?? "";
const project = makeProject(configWith(Object.fromEntries(names.map((name, at) => [name, providerOf(at)]))));
afterAll(() => project.remove());

const run = (args: readonly string[], input: string = "", debug = "1"): Ended => {
  const ended = runHookbridge(args, { cwd: project.folder, input, env: { HOOKBRIDGE_DEBUG: debug } });
  expectHidden(ended);
  return ended;
};

const dataDirectory = join(project.folder, ".hookbridge");
const write = (secrets: object): void => {
  mkdirSync(dataDirectory, { recursive: true });
  writeFileSync(join(dataDirectory, "secrets.json"), JSON.stringify(secrets));
};

it("can fail: what is looked for is found in a secret, its encodings and its hash", () => {
  const digest = createHash("sha256").update(core).digest("hex");
  for (const text of [core.slice(3, 7), Buffer.from(core).toString("hex").slice(4, 12), digest])
    expect(() => expectHidden({ code: 0, out: "", err: `so: ${text}` })).toThrow();
});

describe("with all of these stored", () => {
  it.each(["list", "list --json", "check", "check --json"])("secrets %s", (words) => {
    write(Object.fromEntries(names.map((name, at) => [name, [odd[at], odd[(at + 1) % odd.length]]])));
    const { code, out } = run(["secrets", ...words.split(" ")]);
    expect(out).not.toBe("");
    expect(code).toBe(words.startsWith("check") ? 1 : 0);
  });

  it.each([
    ["rotate", "s2", "--state"],
    ["rotate", "s2", "--finish"],
    ["rotate", "s2", "--state", "--json"],
  ])("secrets %s %s %s", (...words) => {
    write({ s2: [odd[2], odd[5]] });
    expect(run(["secrets", ...words]).code).toBe(1);
  });

  it.each(["no JSON", "a list", "a wrong member"])("in a file that is %s", (what) => {
    const text = {
      "no JSON": `{"s0": ["${core}"`,
      "a list": `["${core}"]`,
      "a wrong member": `{"s0": {"${core}": 1}}`,
    }[what];
    writeFileSync(join(dataDirectory, "secrets.json"), text ?? "");
    expect(run(["secrets", "list"]).code).toBe(2);
    expect(run(["secrets", "set", "s0"], odd[0]).code).toBe(2);
  });
});

describe("in what is said of their form", () => {
  it.each(providers)("for %s", async (id) => {
    const provider = await loadProvider(id);
    for (const text of odd)
      expectHidden({ code: 0, out: JSON.stringify(faultsOfTexts(provider, [text])), err: "" });
  });
});

describe("piped", () => {
  // One for each kind of answer: stored, refused for its form, not readable.
  it.each([0, 1, 2, 5, 8, 15, 22, 30].map((at) => [JSON.stringify(odd[at]?.slice(0, 40)), at] as const))(
    "%s",
    (_, at) => {
      write({});
      expect([0, 2]).toContain(run(["secrets", "set", `s${at}`, "--json"], odd[at]).code);
    },
  );

  it("by force", () => {
    write({ s5: ["before"] });
    expect(run(["secrets", "rotate", "s5", "--force"], odd[5]).code).toBe(0);
  });
});

describe("on the command line, where it is refused", () => {
  it.each([
    ["set", "s0", core],
    ["set", core],
    ["set", "s0", `--secret=${core}`],
    ["set", "--role", core, "s0"],
    ["set", "s0", `--force=${core}`],
    ["rotate", core, "--state"],
    ["rotate", "s0", "--", core],
    ["list", core],
    ["check", `--x=${core}`],
    [core],
    [`--${core}`],
  ])("secrets %s %s %s", (...words) => {
    write({});
    expect(run(["secrets", ...words.filter((word) => word !== undefined)], core).code).toBe(2);
  });

  it("add", () => {
    expect(run(["add", "github", "new", "--secret", core]).code).toBe(2);
  });
});
