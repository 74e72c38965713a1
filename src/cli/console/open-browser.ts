import { spawn } from "node:child_process";
import { printNote } from "../program/output.ts";

/** Programs that open an address in the user's browser, by platform. */
const browserPrograms: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an address in the browser. Where there is none, a note says so: the address was printed. */
export function openBrowser(url: string): void {
  const [program, ...args] = browserPrograms[process.platform] ?? ["xdg-open"];
  const opened = spawn(program, [...args, url], { stdio: "ignore", detached: true });
  opened.on("error", () => printNote(`No browser was opened: ${program} can't be run. Open ${url}`));
  opened.unref();
}
