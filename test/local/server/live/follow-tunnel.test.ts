import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { fakeProgram, printed } from "../../tunnel/fake-tunnel.ts";
import { makeTestProject, type TestProject, until } from "../runtime-fixture.ts";

const program = resolve(import.meta.dirname, "../../../../src/cli/hookbridge.ts");
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Runs `start` as a process, with a fake program on its PATH. */
function start(place: TestProject, path: string, ...flags: readonly string[]) {
  const common = ["--config", place.configFile, "--data-dir", place.dataDirectory, "--port", "0"];
  const args = [program, "start", ...common, "--secrets", place.secretsFile, ...flags];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PATH: path },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { child, said, ended };
}

test("its URL is what vendors call, another one is told with the URLs to change, and it ends with the bridge", async () => {
  const place = makeTestProject();
  const later = `setTimeout(() => { ${printed.cloudflared("second-words")} }, 4000);`;
  const { path, pidFile } = fakeProgram("cloudflared", `${printed.cloudflared("first-words")} ${later}`);
  const { child, said, ended } = start(place, path, "--tunnel", "cloudflared");
  await until(async () => said.out.includes("\nready http://127.0.0.1:"), 60);
  expect(said.out).toContain("tunnel    cloudflared: https://first-words.trycloudflare.com\n");
  expect(said.out).toMatch(
    /^repo +Code +engineering +https:\/\/first-words\.trycloudflare\.com\/hooks\/repo$/m,
  );
  await until(async () => said.out.includes("https://second-words.trycloudflare.com/hooks/ordered"), 30);
  expect(said.out).toContain(
    "tunnel    vendors that have https://first-words.trycloudflare.com must be given https://second-words.trycloudflare.com instead:",
  );
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(said.err).toBe("");
  expect(() => process.kill(Number(readFileSync(pidFile, "utf8")), 0)).toThrow("ESRCH");
}, 120_000);

test("one that dies is told with the next step, and the bridge goes on", async () => {
  const place = makeTestProject();
  const { path } = fakeProgram("ngrok", `${printed.ngrok} setTimeout(() => process.exit(1), 3000);`);
  const { child, said, ended } = start(place, path, "--tunnel", "ngrok", "--json");
  await until(async () => said.err.includes("ngrok is gone"), 60);
  expect(said.err).toMatch(
    /ngrok is gone, so vendors can't reach this bridge: it has ended \(exit code 1\).*\n {2}next: /,
  );
  expect(said.out).toBe("");
  expect(child.exitCode).toBe(null);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
}, 120_000);

test("without its program nothing is started; nor with a program that opens no tunnel", async () => {
  const place = makeTestProject();
  const none = start(place, "/no/such/folder", "--tunnel", "tailscale");
  expect(await none.ended).toBe(2);
  expect(none.said).toEqual({
    out: "",
    err: "error: --tunnel tailscale: there is no program tailscale on the PATH.\n  next:  Install it: https://tailscale.com/download This machine must be in a tailnet that allows Funnel: tailscale up\n",
  });
  const both = start(place, "/no/such/folder", "--tunnel", "ngrok", "--public-url", "https://a.example.com");
  expect(await both.ended).toBe(2);
  const { path } = fakeProgram(
    "tailscale",
    'log("Funnel is not enabled on your tailnet."); process.exit(1);',
  );
  const refused = start(place, path, "--tunnel", "tailscale");
  expect(await refused.ended).toBe(2);
  expect(refused.said.err).toMatch(
    /^error: tailscale opened no tunnel: .*Funnel is not enabled on your tailnet\./m,
  );
}, 120_000);

test("Ctrl-C while the tunnel is opened ends the bridge and its program", async () => {
  const place = makeTestProject();
  const { path, pidFile } = fakeProgram("ngrok", "");
  const { child, said, ended } = start(place, path, "--tunnel", "ngrok");
  await until(async () => existsSync(pidFile), 60);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(said).toEqual({ out: "", err: "" });
  await until(async () => {
    try {
      process.kill(Number(readFileSync(pidFile, "utf8")), 0);
      return false;
    } catch {
      return true;
    }
  });
}, 120_000);
