/** What a function does to itself does nothing to the bridge, which these tests stand for. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { LambdaFailure, startEnvironment } from "../../../src/local/lambda/execution-environment.ts";
import { type Lambda, startLambda } from "../../../src/local/lambda/lambda.ts";

let lambda: Lambda | undefined;

afterEach(() => lambda?.close(0));

/** A function with this code. @param code of the module */
function functionOf(code: string, { timeoutMs = 30_000, memoryMb = 128 } = {}) {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(bundle, code);
  const lines: string[] = [];
  const started = startLambda({
    ...{ functionName: "test", bundle, region: "us-east-1", account: "000000000000", timeoutMs, memoryMb },
    variables: { GREETING: "hello" },
    concurrency: 1,
    onLine: (line) => void lines.push(line),
    output: { lines: 1_000, bytes: 256_000 },
  });
  lambda = started;
  return { lambda: started, lines };
}

const handlerOf = (body: string): string => `export const handler = async (event) => { ${body} };`;

async function failureOf(invocation: Promise<unknown>): Promise<string> {
  const error = await invocation.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof LambdaFailure)) throw new Error(`It gave ${String(error)}`);
  return `${error.errorType}: ${error.message}`;
}

const outOfMemory =
  /^Runtime.ExitError: Runtime exited with error: signal: \w+\. It has likely taken more memory than its 128 MB$/;

test.each([
  ["fills a map", "const map = new Map(); for (let at = 0; ; at++) map.set(at, { at });"],
  ["makes one large list", "new Array(2 ** 28).fill({});"],
  ["fills buffers", "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));"],
  ["fills lists, and awaits", "const all = []; for (;;) { all.push([Math.random()]); await null; }"],
])(
  "one that %s until there is no memory ends alone, and the next call runs",
  async (_, code) => {
    const { lambda } = functionOf(handlerOf(`if (event.many) { ${code} } return "fine";`));
    expect(await failureOf(lambda.invoke({ many: true }))).toMatch(outOfMemory);
    expect(await lambda.invoke({})).toBe("fine");
  },
  60_000,
);

test.each([
  ["process.exit(0)", "Runtime.ExitError: Runtime exited with exit status 0"],
  [`process.kill(process.pid, "SIGKILL")`, /signal: killed/],
  ["process.abort()", /signal: aborted/],
  ["for (;;);", /Task timed out after 2.00 seconds$/],
  ["throw null", "object: null"],
  ["throw undefined", "undefined: undefined"],
  [`throw "no build"`, "string: no build"],
  ["throw { code: 7 }", 'object: {"code":7}'],
  [
    "throw Object.create(null, { toJSON: { get() { throw 1; } } })",
    /threw something that has no text$|no text\.$/,
  ],
  ["throw Symbol('no')", "symbol: Symbol(no)"],
  [`throw Object.assign(new Error("x"), { message: () => {} })`, /^Error: \(\) => \{\}/],
  ["setTimeout(() => { throw new RangeError('loose'); }); await new Promise(() => {})", "RangeError: loose"],
  ["Promise.reject(new RangeError('left')); await new Promise(() => {})", "RangeError: left"],
  ["return 7n", "TypeError: Do not know how to serialize a BigInt"],
  ["const circle = {}; circle.circle = circle; return circle", /^TypeError: Converting circular structure/],
  [`return "x".repeat(7_000_000)`, "Error: The function returned 7000002 bytes, and Lambda takes 6291556."],
])(
  "%s fails its call alone",
  async (code, message) => {
    const { lambda } = functionOf(handlerOf(`if (event.bad) { ${code} } return "fine";`), {
      timeoutMs: 2_000,
    });
    expect(await failureOf(lambda.invoke({ bad: true }))).toMatch(message);
    expect(await lambda.invoke({})).toBe("fine");
  },
  60_000,
);

test("a message of 50 MB is cut, and says so", async () => {
  const { lambda } = functionOf(handlerOf(`throw new Error("x".repeat(5e7))`), { memoryMb: 512 });
  const message = await failureOf(lambda.invoke({}));
  expect(message.length).toBeLessThan(10_100);
  expect(message).toMatch(/x… 49990000 characters were left out$/);
});

test.each([
  ["process.exit(4)", "Runtime.ExitError: Runtime exited with exit status 4"],
  ["throw 'no'", "string: no"],
  ["for (;;);", "Sandbox.Timedout: Loading the function's module timed out after 1.00 seconds"],
])("one whose module does %s can't be loaded", async (code, message) => {
  const bundle = join(mkdtempSync(join(tmpdir(), "hookbridge-")), "index.mjs");
  writeFileSync(bundle, `${code}; export const handler = () => {};`);
  const environment = startEnvironment({
    ...{ functionName: "test", bundle: pathToFileURL(bundle).href, sourceMaps: false, memoryMb: 128 },
    ...{ variables: {}, onLine: () => {}, output: { lines: 9, bytes: 9 }, loadMs: 1_000 },
  });
  expect(await failureOf(environment.ready)).toBe(message);
  expect(environment.alive).toBe(false);
  await environment.close();
});

test("what a call has left behind ends its process, and no later call", async () => {
  const { lambda } = functionOf(
    handlerOf("if (event.leave) setTimeout(() => { throw new Error('late'); }); return process.pid;"),
  );
  const first = await lambda.invoke({ leave: true });
  await expect.poll(() => isRunning(Number(first))).toBe(false);
  expect(await lambda.invoke({})).not.toBe(first);
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("50 MB are cut wherever they are printed to, before a call has ended, and where the module is loaded", async () => {
  const { lambda, lines } = functionOf(
    `import { writeSync } from "node:fs";
     const flood = (print) => { for (let line = 0; line < 500_000; line++) print("x".repeat(99) + "\\n"); };
     flood((text) => writeSync(1, text));
     ${handlerOf("flood((text) => process.stderr.write(text)); for (;;);")}`,
    { timeoutMs: 4_000 },
  );
  await lambda.warm();
  expect(await failureOf(lambda.invoke({}))).toContain("Task timed out");
  const cut = "… 499,000 lines with 49,900,000 bytes were left out";
  await expect.poll(() => lines.filter((line) => line === cut)).toHaveLength(2);
  expect(lines.filter((line) => line.startsWith("x"))).toHaveLength(2_000);
}, 60_000);

test("it sees its own variables, also in the processes that it starts, and can't speak to the bridge", async () => {
  process.env.HOOKBRIDGE_TEST_SECRET = "not-for-functions";
  const { lambda } = functionOf(
    `import { execFileSync } from "node:child_process";
     ${handlerOf(`return {
       own: process.env, child: execFileSync("/usr/bin/env", { encoding: "utf8" }), args: process.execArgv,
       send: typeof process.send, argv: process.argv.slice(2) };`)}`,
  );
  const seen = (await lambda.invoke({})) as Record<string, unknown>;
  delete process.env.HOOKBRIDGE_TEST_SECRET;
  expect(seen).toMatchObject({ own: { GREETING: "hello" }, send: "undefined", argv: [] });
  expect(JSON.stringify(seen)).not.toContain("not-for-functions");
  expect(Object.keys(seen.own as object)).toEqual(["GREETING"]);
});

test("one that never lets go of its thread ends with the bridge, however that ends", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-"));
  const bundle = join(folder, "index.mjs");
  writeFileSync(bundle, handlerOf("console.log('pid ' + process.pid); for (;;);"));
  const program = join(folder, "bridge.ts");
  const home = resolve(import.meta.dirname, "../../../src/local/lambda/lambda.ts");
  writeFileSync(
    program,
    `import { startLambda } from ${JSON.stringify(home)};
     const lambda = startLambda({
       functionName: "test", bundle: ${JSON.stringify(bundle)}, variables: {}, region: "us-east-1",
       account: "000000000000", timeoutMs: 600_000, concurrency: 1, output: { lines: 9, bytes: 999 },
       onLine: (line: string) => console.log(line),
     });
     await lambda.invoke({});`,
  );
  const bridge = spawn(process.execPath, [program], { stdio: ["ignore", "pipe", "inherit"] });
  const [text] = await once(bridge.stdout, "data");
  const pid = Number(/pid (\d+)/.exec(String(text))?.[1]);
  expect(isRunning(pid)).toBe(true);
  bridge.kill("SIGKILL");
  await expect.poll(() => isRunning(pid)).toBe(false);
});
