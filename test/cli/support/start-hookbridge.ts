import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { type Ended, projectFolder, type Surroundings } from "./run-hookbridge.ts";

/** A run of the program that goes on while the test does. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the text has come on this stream. @returns it, with what is in a pattern's parentheses */
  until(stream: "out" | "err", text: string | RegExp): Promise<readonly string[]>;
}

/** Starts the program as a process without a terminal. */
export function startHookbridge(
  args: readonly string[],
  { cwd = projectFolder, env = {}, input }: Surroundings = {},
): Started {
  const { HOOKBRIDGE_DEBUG: _, ...machine } = process.env;
  const child = spawn(process.execPath, [join(projectFolder, "src/cli/hookbridge.ts"), ...args], {
    cwd,
    env: { ...machine, ...env },
  });
  const texts = { out: "", err: "" };
  const waiting = new Set<() => void>();
  const add = (stream: "out" | "err") => (chunk: string) => {
    texts[stream] += chunk;
    for (const look of waiting) look();
  };
  child.stdout.setEncoding("utf8").on("data", add("out"));
  child.stderr.setEncoding("utf8").on("data", add("err"));
  if (input === undefined) child.stdin.end();
  else child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) =>
    child.on("close", (code) => resolve({ code, out: texts.out, err: texts.err })),
  );
  return {
    child,
    ended,
    until: (stream, text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const all = texts[stream];
          const found = typeof text === "string" ? all.includes(text) && [text] : text.exec(all);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended: ${texts.out}${texts.err}`)));
      }),
  };
}

/** Runs the program to its end, while a server of the test answers it. */
export const runBeside = (args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> =>
  startHookbridge(args, surroundings).ended;
