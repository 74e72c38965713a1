import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** What the project's compiler says of it. */
export interface CompileResult {
  readonly ok: boolean;
  /** The compiler's messages, or why it was not run. */
  readonly text: string;
}

/** The project's own TypeScript: the bridge needs none to run. */
function compilerOf(project: string): string | undefined {
  try {
    return createRequire(resolve(project, "package.json")).resolve("typescript/package.json");
  } catch {
    return undefined;
  }
}

/** Checks the project's types with its own TypeScript; nothing is written. */
export function compileProject(project: string): CompileResult {
  if (!existsSync(join(project, "tsconfig.json")))
    return { ok: true, text: "not compiled: there is no tsconfig.json" };
  const manifest = compilerOf(project);
  if (manifest === undefined) return { ok: true, text: "not compiled: npm install --save-dev typescript" };
  const tsc = join(manifest, "../bin/tsc");
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "--noEmit", "-p", project], {
    encoding: "utf8",
  });
  return { ok: status === 0, text: status === 0 ? "compiled" : `${stdout}${stderr}`.trim() };
}
