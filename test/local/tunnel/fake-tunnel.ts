import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A folder for the PATH with a program of this name, which does what the JavaScript says. `pid` beside it is its process. */
export function fakeProgram(
  name: string,
  script: string,
): { readonly path: string; readonly pidFile: string } {
  const folder = join(mkdtempSync(join(tmpdir(), "hookbridge-tunnel-")), "bin");
  mkdirSync(folder);
  const pidFile = join(folder, "pid");
  const text = `#!${process.execPath}
process.getBuiltinModule("fs").writeFileSync(${JSON.stringify(pidFile)}, String(process.pid));
const say = (...lines) => lines.forEach((line) => console.log(line));
const log = (...lines) => lines.forEach((line) => console.error(line));
const args = process.argv.slice(2);
setInterval(() => {}, 1000);
${script}
`;
  writeFileSync(join(folder, name), text, { mode: 0o755 });
  return { path: `${folder}${delimiter}${process.env.PATH}`, pidFile };
}

/** What the real programs print, in the form of their documentation and of logs that people have published. */
export const printed = {
  cloudflared: (host: string): string => `
log("2026-11-30T10:00:00Z INF Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment.",
  "2026-11-30T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com...",
  "2026-11-30T10:00:02Z INF +--------------------------------------------------------------------------------------------+",
  "2026-11-30T10:00:02Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |",
  "2026-11-30T10:00:02Z INF |  https://${host}.trycloudflare.com                                       |",
  "2026-11-30T10:00:02Z INF +--------------------------------------------------------------------------------------------+",
  "2026-11-30T10:00:03Z INF Registered tunnel connection connIndex=0 ip=198.41.192.27 location=fra03 protocol=quic");`,
  ngrok: `
say('t=2026-11-30T10:00:00+0000 lvl=info msg="no configuration paths supplied"',
  't=2026-11-30T10:00:00+0000 lvl=info msg="starting web service" obj=web addr=127.0.0.1:4040 allow_hosts=[]',
  't=2026-11-30T10:00:01+0000 lvl=info msg="client session established" obj=tunnels.session',
  't=2026-11-30T10:00:01+0000 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://' + args[1] + ' url=https://a1b2-203-0-113-9.ngrok-free.app');`,
  tailscale: `
say("Available on the internet:", "", "https://box.tail1a2b.ts.net/", "|-- proxy http://127.0.0.1:" + args[1], "", "Press Ctrl+C to exit.");`,
};
