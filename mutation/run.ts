// `npm run mutate [-- <file>…]`: changes the code in every way that Stryker knows, and sees whether a test notices.
// `--tests <glob>` asks those tests alone, `--fresh` forgets what earlier runs found.
// Fails on every change that none does, unless equivalents.ts says why none can; and on reasons that nothing needs any more.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { equivalents } from "./equivalents.ts";

interface Place {
  readonly line: number;
  readonly column: number;
}

/** As in mutation-testing-report-schema, which Stryker writes. */
interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly statusReason?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: "string" }, concurrency: { type: "string" }, fresh: { type: "boolean" } },
});

const root = fileURLToPath(new URL("..", import.meta.url));
const kept = `${root}.mutation`;
const report = `${kept}/report.json`;

function stryker(): number {
  const asked = positionals.length > 0 ? ["--mutate", positionals.join(",")] : [];
  const workers = values.concurrency === undefined ? [] : ["--concurrency", values.concurrency];
  const progress = process.stderr.isTTY ? [] : ["--reporters", "json,progress-append-only"];
  const program = "mutation/node_modules/@stryker-mutator/core/bin/stryker.js";
  const tests = values.tests === undefined ? {} : { HOOKBRIDGE_MUTATION_TESTS: values.tests };
  const incremental = values.tests === undefined ? ["--incremental"] : [];
  const run = ["run", "mutation/stryker.config.json", ...incremental, ...asked, ...workers, ...progress];
  // Far from UTC, so that what forgets a time's zone is noticed.
  const env = { ...process.env, TZ: "America/New_York", ...tests };
  return spawnSync(process.execPath, [program, ...run], { cwd: root, env, stdio: "inherit" }).status ?? 1;
}

const plain = (code: string): string => code.replace(/\s+/g, " ").trim();

function codeAt(source: string, { start, end }: Mutant["location"]): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) ?? "").slice(0, end.column - 1);
  return lines.join("\n").slice(start.column - 1);
}

if (values.fresh) rmSync(kept, { recursive: true, force: true });
rmSync(report, { force: true });
const status = stryker();
if (!existsSync(report)) process.exit(status || 1);

/** Some lines, or some tests, do not tell whether a reason is needed. */
const whole = values.tests === undefined && positionals.every((file) => !/:[0-9]/.test(file));
const counts = { killed: 0, equivalent: 0, survived: 0 };
const idle: string[] = [];
const { files } = JSON.parse(readFileSync(report, "utf8")) as Report;
for (const [file, { source, mutants }] of Object.entries(files)) {
  const reasons = equivalents[file] ?? [];
  const needed = new Set<object>();
  for (const mutant of mutants) {
    const code = plain(codeAt(source, mutant.location));
    const replacement = plain(mutant.replacement ?? "");
    const reason = reasons.find((one) => one.code === code && one.mutant === replacement);
    // Work that is only saved may take too long without it, on a slow machine alone.
    if (reason && ["Survived", "Timeout"].includes(mutant.status)) {
      counts.equivalent++;
      needed.add(reason);
      continue;
    }
    // A runtime error is a module that does not even load.
    if (["Killed", "Timeout", "RuntimeError"].includes(mutant.status)) {
      counts.killed++;
      continue;
    }
    counts.survived++;
    const { line, column } = mutant.location.start;
    console.log(`${file}:${line}:${column} ${mutant.status} ${mutant.mutatorName}`);
    console.log(`  - ${code}\n  + ${replacement}`);
    if (mutant.status !== "Survived" && mutant.statusReason) console.log(`  ${mutant.statusReason}`);
  }
  for (const one of whole ? reasons : [])
    if (!needed.has(one)) idle.push(`${file}: ${one.code} → ${one.mutant}`);
}
for (const one of idle) console.log(`a reason that nothing needs: ${one}`);
console.log(`${counts.killed} killed, ${counts.equivalent} equivalent, ${counts.survived} survived`);
process.exit(counts.survived + idle.length === 0 && counts.killed > 0 ? 0 : 1);
