import { dirname } from "node:path";
import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { compileProject } from "./compile-project.ts";
import { nameResultLines, testEventNames } from "./event-names.ts";
import { eventShown, providerLines, resultLines } from "./result-text.ts";
import type { SourceResult } from "./test-source.ts";

interface TestFlags {
  readonly config: string;
  readonly json: boolean;
}

async function testProject({ config, json }: TestFlags): Promise<void> {
  const { loadBridge } = await import("../../stack/bundle/load-bridge.ts");
  const { testOwnProviders } = await import("./test-own-providers.ts");
  const { testSource } = await import("./test-source.ts");
  const project = dirname(config);
  const bridge = await loadBridge(config);
  const compiled = compileProject(project);
  if (!json) printNote(compiled.ok ? compiled.text : `FAIL the project does not compile:\n${compiled.text}`);
  const names = testEventNames(bridge);
  if (!json) for (const line of nameResultLines(names)) printData(line);
  const buses = new Set(bridge.buses.keys());
  const results: SourceResult[] = [];
  for (const source of bridge.sources.values()) {
    const result = await testSource(source, project, buses, Date.now());
    results.push(result);
    if (!json) for (const line of resultLines(result)) printData(line);
  }
  const own = await testOwnProviders(project);
  if (!json) for (const line of own.flatMap(providerLines)) printData(line);
  const all = [...results, ...own, ...(names.failures.length > 0 ? [names] : [])];
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  if (json)
    printJson({
      compiled,
      names,
      providers: own,
      sources: results.map((result) => ({ ...result, event: result.event && eventShown(result.event) })),
    });
  else printNote(`${all.length - failed} passed, ${failed} failed`);
  if (failed > 0 || !compiled.ok) process.exitCode = exitCodes.no;
}

/** `hookbridge test`: the project's own test, without a test runner. */
export const testCommand = (): Command =>
  bridgeCommand({
    name: "test",
    summary: "test this project with recorded requests",
    description:
      "Compiles the project and sends the recorded requests of each source's provider through the code that runs on Lambda, and runs the " +
      "contract of each provider in providers/. It fails where `accept` drops all, where it or a subscription asks for an " +
      "event that its vendor does not have, and where a `bus` function or `redact` sends one to the " +
      "dead-letter queue.",
    examples: ["test", "test --json"],
  })
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--json", "print the results as JSON, with whole events", false)
    .action(testProject);
