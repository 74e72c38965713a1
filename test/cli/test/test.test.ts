/** `hookbridge test` as a process, in a project outside of the repository. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";

const program = resolve(import.meta.dirname, "../../../src/cli/hookbridge.ts");
const minutes = 60_000;

let project: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "hookbridge-test-"));
  writeFileSync(
    join(project, "bridge.config.ts"),
    `import { defineBridge } from "hookbridge";
import { github, stripe } from "hookbridge/providers";
export default defineBridge({
  buses: { events: {} },
  sources: { code: { provider: github, bus: "events" }, money: { provider: stripe, bus: "events", accept: ["none"] } },
  subscriptions: { odd: { bus: "events", on: { type: ["com.github.push", "com.github.isues.opened"] }, queue: {} } },
});
`,
  );
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const tested = (...args: readonly string[]): Promise<Ended> =>
  promisify(execFile)(process.execPath, [program, "test", ...args], { cwd: project }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => error,
  );

it(
  "prints an event of each source on stdout, and exits with 1 because one drops all",
  async () => {
    const { code, stdout, stderr } = await tested();
    expect(code).toBe(1);
    const [first, wrong, note, ...others] = stdout.split("\n");
    expect(first).toBe("FAIL names of events");
    expect(wrong).toMatch(
      /wrong: .*subscription "odd" asks for "com\.github\.isues\.opened".*"com\.github\.issues\.opened"/,
    );
    expect(note).toMatch(
      /note: .*source "money" accepts "none", which is none of the \d+ known events of Stripe\./,
    );
    expect(others.join("\n")).toMatch(
      /^ok {3}code \(github\): \d+ recorded requests: \d+ events on events\n {4}\{\n/,
    );
    expect(stdout).toMatch(/^FAIL money \(stripe\): .*\n {5}wrong: `accept` \(none\) drops every/m);
    expect(stderr).toBe("not compiled: there is no tsconfig.json\n1 passed, 2 failed\n");
  },
  minutes,
);

it(
  "prints whole events as JSON, and nothing else",
  async () => {
    const { code, stdout, stderr } = await tested("--json");
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    const { compiled, names, sources } = JSON.parse(stdout);
    expect(names).toEqual({ failures: [expect.any(String)], notes: [expect.any(String)] });
    expect(compiled.ok).toBe(true);
    expect(sources[0]).toMatchObject({
      source: "code",
      failures: [],
      event: {
        bus: "events",
        source: "com.github",
        detail: { bridgesource: "code", data: expect.any(Object) },
      },
    });
    expect(sources[1]).toMatchObject({ source: "money", failures: [expect.any(String)] });
  },
  minutes,
);

it(
  "says what is wrong with a project that does not compile",
  async () => {
    const types = { compilerOptions: { noEmit: true, strict: true, types: [] }, include: ["wrong.ts"] };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(types));
    writeFileSync(join(project, "package.json"), "{}");
    writeFileSync(join(project, "wrong.ts"), 'export const port: number = "3000";\n');
    const without = await tested();
    expect(without.stderr).toContain("not compiled: npm install --save-dev typescript");
    symlinkSync(
      resolve(import.meta.dirname, "../../../node_modules"),
      join(project, "node_modules"),
      "junction",
    );
    const { code, stderr } = await tested();
    expect(code).toBe(1);
    expect(stderr).toMatch(/^FAIL the project does not compile:\nwrong\.ts.*TS2322/);
  },
  2 * minutes,
);
