/** The commands of `secrets` for the bridge on this machine, as processes without a terminal. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configWith, makeProject } from "../support/make-project.ts";
import { type Ended, projectFolder, runHookbridge } from "../support/run-hookbridge.ts";

const sources = { code: "github", code2: "github", shop: "stripe", chat: "meta", tasks: "asana" };
const secret = "Zk3-unlikely-text-of-a-secret-8841";

let project: ReturnType<typeof makeProject>;
beforeEach(() => {
  project = makeProject(configWith(sources));
});
afterEach(() => project.remove());

const run = (words: string, input: string | Uint8Array = ""): Ended =>
  runHookbridge(["secrets", ...words.split(" ")], { cwd: project.folder, input });
const kept = (name = "secrets.json"): Record<string, readonly string[]> =>
  JSON.parse(readFileSync(join(project.folder, ".hookbridge", name), "utf8"));

describe("secrets set", () => {
  it("stores what is piped, without the line break, for its owner only", () => {
    const { code, out, err } = run("set code", `${secret}\r\n`);
    expect([code, out]).toEqual([0, ""]);
    expect(err).toMatch(
      /^Stored 1 secret of "code" in \.hookbridge\/secrets\.json\. The bridge on this machine/,
    );
    expect(kept()).toEqual({ code: [secret] });
    for (const file of ["secrets.json", "former-secrets.json"])
      expect(statSync(join(project.folder, ".hookbridge", file)).mode & 0o777).toBe(0o600);
    expect(statSync(join(project.folder, ".hookbridge")).mode & 0o777).toBe(0o700);
  });

  it("prints one JSON document with --json: numbers and places", () => {
    const { code, out } = run("set code --json", secret);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      source: "code",
      where: ".hookbridge/secrets.json",
      stored: 1,
      secrets: 1,
    });
  });

  it("keeps a replaced one for a week in another file, and says how to keep both", () => {
    run("set code", `first-${secret}`);
    const { err } = run("set code", secret);
    expect(err).toMatch(/It replaces a former one, which counts no more\. .*secrets rotate code$/m);
    expect(kept()).toEqual({ code: [secret] });
    expect(kept("former-secrets.json")).toMatchObject({
      code: { former: [{ secret: `first-${secret}`, removedAt: expect.stringMatching(/^20.*Z$/) }] },
    });
  });

  it("keeps secrets of other roles, and those that sign before tokens of handshakes", () => {
    run("set chat --role verifyToken", secret);
    run("set chat --role appSecret", "0123456789abcdef0123456789abcdef");
    expect(kept().chat).toEqual([`appSecret:0123456789abcdef0123456789abcdef`, `verifyToken:${secret}`]);
  });

  it("takes the text of Windows PowerShell, and a list as it is stored", () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${secret}\r\n`, "utf16le")]);
    expect([run("set code", bytes).code, kept().code]).toEqual([0, [secret]]);
    run("set code2", JSON.stringify([secret, `older-${secret}`]));
    expect(kept().code2).toEqual([secret, `older-${secret}`]);
  });

  it("makes one where the vendor lets its customer choose, shows it nowhere and says how it is read", () => {
    const { code, out, err } = run("set code --generate --json");
    const [made = ""] = kept().code ?? [];
    expect([code, made.length > 30]).toEqual([0, true]);
    expect(`${out}${err}`).not.toContain(made);
    const [, command = ""] = /^ {2}(node -p .*)$/m.exec(err) ?? [];
    expect(command).toContain('["code"]');
  });

  it.each([
    ["quotes", "set code", `"${secret}"`, /It is in quotation marks/],
    ["JSON", "set code", `{"secret":"${secret}"}`, /It is JSON of another shape/],
    ["a missing prefix", "set shop", secret, /It does not begin as the vendor's secrets do/],
    ["a name before it", "set code", `SECRET=${secret}`, /begins with a name and an equals sign/],
    ["what a console shows", "set code", "abcd••••••••••••", /It is masked or shortened/],
    ["a short one", "set code", "abc", /It is too short/],
    ["a placeholder", "set code", "changeme", /It is blank or a placeholder/],
    ["nothing", "set code", "\n", /Nothing was entered/],
    ["bytes", "set code", Buffer.from([0x80, 0x81, 0xfe]), /is no text in UTF-8/],
    ["a vendor that hands it over", "set tasks", secret, /Asana hands its secret over itself/],
    ["a role that there is not", `set code --role ${secret}`, secret, /do not have this role/],
    ["what the vendor issues", "set shop --generate", "", /does not let its customers choose/],
    ["a source that there is not", `set ${secret}`, "", /bridge\.config\.ts has no source of this name/],
    ["an argument", `set code ${secret}`, "", /A secret is never an argument/],
    ["a flag with it", `set code --secret=${secret}`, "", /A secret is never an argument/],
    ["a flag for it", `set --value ${secret} code`, "", /(never an argument|no source of this name)/],
    ["no command", secret, "", /secrets has no such command/],
    ["a region without a stage", "set code --region eu-west-1", secret, /--region is for a bridge in AWS/],
  ])("refuses %s, stores nothing, and repeats nothing of it", (_, words, input, says) => {
    const { code, out, err } = run(words, input);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
    expect(err).toMatch(/^error: .*\n( {2}cause: .*\n)? {2}next: {2}\S/);
    expect(err).not.toContain(secret);
    expect(existsSync(join(project.folder, ".hookbridge/secrets.json"))).toBe(false);
  });

  it("stores a doubtful one with --force, and a placeholder not even then", () => {
    expect(run("set shop --force", secret).code).toBe(0);
    expect(run("set shop --force", "changeme").code).toBe(2);
    expect(kept().shop).toEqual([secret]);
  });
});

it("secrets set waits for its input, and Ctrl-C ends it with 130 and nothing stored", async () => {
  const child = spawn(
    process.execPath,
    [join(projectFolder, "src/cli/hookbridge.ts"), "secrets", "set", "code"],
    { cwd: project.folder, stdio: ["pipe", "pipe", "pipe"] },
  );
  child.stdin.write("half of a sec");
  await new Promise((later) => setTimeout(later, 1_500));
  child.kill("SIGINT");
  const code = await new Promise((ended) => child.on("close", ended));
  expect(code).toBe(130);
  expect(existsSync(join(project.folder, ".hookbridge/secrets.json"))).toBe(false);
});

it("several commands at once lose nothing", async () => {
  const ends = Object.keys({ code: 1, code2: 1 }).map(
    (name) =>
      new Promise((ended) => {
        const child = spawn(
          process.execPath,
          [join(projectFolder, "src/cli/hookbridge.ts"), "secrets", "set", name],
          { cwd: project.folder },
        );
        child.stdin.end(`${name}-${secret}`);
        child.on("close", ended);
      }),
  );
  expect(await Promise.all(ends)).toEqual([0, 0]);
  expect(kept()).toEqual({ code: [`code-${secret}`], code2: [`code2-${secret}`] });
  expect(readdirSync(join(project.folder, ".hookbridge")).filter((name) => name.endsWith(".new"))).toEqual(
    [],
  );
});

describe("secrets list", () => {
  it("says how many there are, where, and since when", () => {
    run("set code", secret);
    const { code, out } = run("list");
    expect(code).toBe(0);
    expect(out).toMatch(/^SOURCE +PROVIDER +STATE +SECRETS +STORED +WHERE\n/);
    expect(out).toMatch(/^code +github +set +1 +\d+ s ago +\.hookbridge\/secrets\.json$/m);
    expect(out).toMatch(/^tasks +asana +waiting-for-pairing +0 +- /m);
  });

  it("has the same as JSON", () => {
    run("set chat --role verifyToken", secret);
    const rows = JSON.parse(run("list --json").out);
    expect(rows).toHaveLength(5);
    expect(rows[3]).toEqual({
      source: "chat",
      provider: "meta",
      state: "set",
      secrets: 1,
      older: 0,
      roles: { verifyToken: 1 },
      where: ".hookbridge/secrets.json",
      storedAt: expect.stringMatching(/^20.*Z$/),
    });
    expect(rows[0]).toMatchObject({ state: "missing", secrets: 0, storedAt: null });
  });
});

describe("secrets check", () => {
  it("ends with 0 and says so when all is well", () => {
    run("set code", secret);
    run("set code2", `second-${secret}`);
    run("set shop", "whsec_0123456789abcdefghijklmnop");
    run("set chat --role appSecret", "0123456789abcdef0123456789abcdef");
    expect(run("check")).toEqual({
      code: 0,
      out: "",
      err: "The secrets of 5 sources are as they should be.\n",
    });
  });

  it("ends with 1 and names what is missing, doubtful and shared", () => {
    run("set code", secret);
    run("set code2", secret);
    run("set shop --force", secret);
    const { code, out, err } = run("check --json");
    expect([code, err]).toEqual([1, ""]);
    const { findings, sources: count, notes } = JSON.parse(out);
    expect([count, notes]).toEqual([5, []]);
    expect(
      findings.map(({ source, problem }: Record<string, string>) => `${source} ${problem}`).sort(),
    ).toEqual(["chat missing", "code shared", "code2 shared", "shop prefix", "shop shared"]);
    for (const finding of findings)
      expect(finding).toMatchObject({
        what: expect.stringMatching(/\.$/),
        remedy: expect.stringMatching(/\.$/),
        command: `npx hookbridge secrets set ${finding.source}`,
        where: ".hookbridge/secrets.json",
      });
    expect(run("check").out).toMatch(/^chat: missing\. It has no secret.*\n {2}next: .*secrets set chat$/m);
  });

  it("says which file of --secrets can't be read, and quotes nothing of it", () => {
    writeFileSync(join(project.folder, "mine.json"), `{"code": ["${secret}"`);
    const { code, err } = run("check --secrets mine.json");
    expect(code).toBe(2);
    expect(err).toContain("mine.json is not valid JSON");
    expect(err).not.toContain(secret);
  });
});
