import { readFileSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { startTunnel, type Tunnel, tunnelFile } from "../../../src/local/tunnel/start-tunnel.ts";
import type { TunnelName } from "../../../src/local/tunnel/tunnel-programs.ts";
import { until } from "../server/runtime-fixture.ts";
import { fakeProgram, printed } from "./fake-tunnel.ts";

const open: Tunnel[] = [];
afterEach(async () => {
  for (const tunnel of open.splice(0)) await tunnel.close();
});

async function start(name: TunnelName, script: string) {
  const { path, pidFile } = fakeProgram(name, script);
  const urls: string[] = [];
  const ends: string[] = [];
  const tunnel = await startTunnel({
    ...{ name, port: 3999, variables: { ...process.env, PATH: path } },
    onUrl: (url) => urls.push(url),
    onEnd: (why) => ends.push(why),
  });
  open.push(tunnel);
  return { tunnel, urls, ends, pid: () => Number(readFileSync(pidFile, "utf8")) };
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

it.each([
  [
    "cloudflared",
    printed.cloudflared("quiet-river-of-words"),
    "https://quiet-river-of-words.trycloudflare.com",
  ],
  ["ngrok", printed.ngrok, "https://a1b2-203-0-113-9.ngrok-free.app"],
  ["tailscale", printed.tailscale, "https://box.tail1a2b.ts.net"],
] as const)("reads the URL of %s out of what it prints", async (name, script, url) => {
  const { tunnel } = await start(name, script);
  expect(tunnel.url).toBe(url);
});

it("tells another URL once", async () => {
  const again = `setTimeout(() => { ${printed.cloudflared("other-words")} ${printed.cloudflared("other-words")} }, 200);`;
  const { urls } = await start("cloudflared", `${printed.cloudflared("first-words")} ${again}`);
  await until(async () => urls.length > 0);
  expect(urls).toEqual(["https://other-words.trycloudflare.com"]);
});

it("ends its program, and does not call that an end", async () => {
  const { tunnel, ends, pid } = await start("tailscale", printed.tailscale);
  expect(isAlive(pid())).toBe(true);
  await tunnel.close();
  expect(isAlive(pid())).toBe(false);
  expect(ends).toEqual([]);
});

it("tells that the program has ended by itself, with its last words", async () => {
  const { ends } = await start(
    "ngrok",
    `${printed.ngrok} setTimeout(() => { say("session closed"); process.exit(3); }, 200);`,
  );
  await until(async () => ends.length > 0);
  expect(ends).toEqual([expect.stringMatching(/^it has ended \(exit code 3\)\. It said: .*session closed$/)]);
});

it("says why there is no tunnel: the program's own words", async () => {
  const script = `log("ERROR:  authentication failed: Usage of ngrok requires a verified account and authtoken.", "ERROR:  ERR_NGROK_4018"); process.exit(1);`;
  await expect(start("ngrok", script)).rejects.toMatchObject({
    code: "wrong-use",
    message: expect.stringMatching(
      /^ngrok opened no tunnel: it has ended \(exit code 1\)\. It said: .*ERR_NGROK_4018/,
    ),
    remedy: expect.stringContaining("ngrok config add-authtoken"),
  });
});

it("does not take the address in an error of cloudflared for a tunnel's", async () => {
  const script = `log('ERR failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: lookup api.trycloudflare.com'); process.exit(1);`;
  await expect(start("cloudflared", script)).rejects.toThrow(/cloudflared opened no tunnel/);
});

it("says how to install a program that is not on the PATH", () => {
  expect(() => tunnelFile("cloudflared", { PATH: "/no/such/folder" })).toThrow(
    /no program cloudflared on the PATH/,
  );
});
