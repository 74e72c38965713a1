/** What the runtime prints. With `--json`, stdout carries events and nothing else. */
import { BridgeError } from "../../core/errors.ts";
import type { NewsItem } from "./emitter.ts";
import type { Runtime } from "./runtime.ts";

/** Streams to print on. */
export interface TerminalOptions {
  readonly json: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Printing for one run. */
export interface Terminal {
  line(text: string): void;
  news(item: NewsItem): void;
  ready(runtime: Runtime): void;
  /** What is wrong, its likely cause and what to do next. */
  failed(error: unknown): void;
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** The reason beneath an error, where it says more than the error itself. */
function causeOf(error: Error): string | undefined {
  return error.cause instanceof Error && !error.message.includes(error.cause.message)
    ? error.cause.message
    : undefined;
}

export function makeTerminal({ json, out, error: err }: TerminalOptions): Terminal {
  const say = json ? err : out;
  return {
    line: (text) => say(`${text}\n`),
    news: ({ kind, line }) => {
      if (json && kind === "event") out(`${line}\n`);
    },
    ready({ sources, warnings, secrets, url }) {
      const rows = sources.map((source) => [
        source.name,
        source.provider.name,
        source.bus ?? "(by event)",
        source.url,
      ]);
      say(`${table([["SOURCE", "PROVIDER", "BUS", "WEBHOOK URL"], ...rows])}\n`);
      if (secrets.made) say(`Random secrets were made for this machine: ${secrets.file}\n`);
      for (const warning of warnings) say(`warning: ${warning}\n`);
      say(`ready ${url}\n`);
    },
    failed(error) {
      const known = error instanceof Error ? error : new Error(String(error));
      const cause = causeOf(known);
      err(`error: ${known.message}\n`);
      if (cause) err(`  cause: ${cause.split("\n")[0]}\n`);
      const remedy =
        error instanceof BridgeError
          ? error.remedy
          : "This should not happen: please report it with the lines above.";
      err(`  next:  ${remedy}\n`);
    },
  };
}
