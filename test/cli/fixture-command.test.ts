import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const here = (path: string): string => JSON.stringify(pathToFileURL(join(root, path)).pathname);
const directory = mkdtempSync(join(tmpdir(), "hookbridge-fixture-"));
const configFile = join(directory, "bridge.config.ts");
const secretsFile = join(directory, "secrets.json");
const token = "a-very-private-token";

/** A bridge that has published 2,500 events, the last of them of the delivery that is recorded. */
const events = Array.from({ length: 2_500 }, (_, index) => ({
  cursor: String(index + 1),
  event: {
    "detail-type": "order.paid",
    detail: { deliveryid: index === 2_499 ? "dlv_1" : "dlv_0", id: "1", source: "/sources/shows" },
  },
}));
const bridge = createServer((incoming, response) => {
  const { pathname, searchParams } = new URL(incoming.url ?? "", "http://127.0.0.1");
  const after = Number(searchParams.get("after") ?? 0);
  const items = pathname === "/api/events" ? events.slice(after, after + 1_000) : [];
  const next = items.at(-1)?.cursor ?? String(after);
  response
    .setHeader("x-hookbridge-delivery", "dlv_1")
    .end(pathname.startsWith("/api/") ? JSON.stringify({ items, next }) : "");
});
let child: ChildProcess | undefined;

beforeAll(async () => {
  await new Promise<void>((ready) => bridge.listen(0, "127.0.0.1", ready));
  writeFileSync(secretsFile, JSON.stringify({ shows: [token] }));
  writeFileSync(
    configFile,
    `import { defineBridge } from ${here("src/config/define-bridge.ts")};
import { token } from ${here("src/providers/custom.ts")};
export default defineBridge({
  buses: { main: {} },
  sources: { shows: { provider: token({ id: "shows", event: { source: "com.shows" } }), bus: "main" } },
});`,
  );
});
afterEach(() => child?.kill());
afterAll(() => bridge.close());

interface Run {
  /** Where it records, once it says so. */
  readonly url: Promise<string>;
  /** Its exit status and what it said. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

function run(name: string): Run {
  const { port } = bridge.address() as AddressInfo;
  const flags = {
    "--port": "0",
    "--bridge": `http://127.0.0.1:${port}`,
    "--config": configFile,
    "--secrets": secretsFile,
    "--folder": join(directory, "fixtures"),
  };
  const args = [join(root, "src/cli/fixture.ts"), "shows", name, ...Object.entries(flags).flat()];
  const started = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  child = started;
  let said = "";
  const url = new Promise<string>((found) => {
    started.stderr.on("data", (chunk) => {
      said += chunk;
      const [, at] = /at (http:\S+)/.exec(said) ?? [];
      if (at) found(at);
    });
  });
  const ended = new Promise<{ code: number | null; said: string }>((done) =>
    started.on("close", (code) => done({ code, said })),
  );
  return { url, ended };
}

const deliver = (url: string): Promise<Response> =>
  fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: '{"type":"order.paid"}',
  });

it.each(["../escaped", "/tmp/escaped", "a/b", "..", ""])("writes no fixture called %j", async (name) => {
  const { url, ended } = run(name);
  const outcome = await Promise.race([ended, url.then(deliver).then(() => ended)]);
  expect(outcome.code).toBe(1);
  expect(outcome.said).toContain("can't be a fixture's name");
  expect(existsSync(join(directory, "escaped.http"))).toBe(false);
});

it("records the delivery's own events, however many went before, and whatever else calls", async () => {
  const { url, ended } = run("order-paid");
  const at = await url;
  await new Promise((answered) =>
    request(at, { method: "TRACE" }, (answer) => answered(answer.resume().statusCode)).end(),
  );
  await deliver(at);
  expect(await ended).toMatchObject({ code: 0 });
  const written = JSON.parse(readFileSync(join(directory, "fixtures/order-paid.json"), "utf8"));
  expect(written.events).toEqual([{ type: "order.paid", id: "1", source: "/sources/it" }]);
}, 30_000);
