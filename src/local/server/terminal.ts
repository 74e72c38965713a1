/** What the runtime prints. With `--json`, stdout has events and nothing else. */
import type { Endpoints } from "../aws/clients.ts";
import type { Runtime } from "./runtime.ts";

/** Where to print. */
export interface TerminalOptions {
  readonly json: boolean;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Prints for one run. */
export interface Terminal {
  line(text: string): void;
  /** @param line one event as JSON */
  event(line: string): void;
  ready(runtime: Runtime): void;
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

const serviceNames: Readonly<Record<keyof Endpoints, string>> = {
  sqs: "SQS",
  s3: "S3",
  dynamodb: "DynamoDB",
  eventbridge: "EventBridge",
  ssm: "Parameter Store",
};

/** Each service with its address, and which variable has named it. */
function serviceRows({
  endpoints,
  elsewhere,
}: Pick<Runtime, "endpoints" | "elsewhere">): readonly (readonly string[])[] {
  return (Object.keys(serviceNames) as (keyof Endpoints)[]).map((service) => {
    const other = elsewhere.find((one) => one.service === service);
    return [serviceNames[service], endpoints[service], other ? `not embedded: ${other.variable}` : ""];
  });
}

/** A terminal that prints with `out` and `error`. */
export function makeTerminal({ json, out, error: err }: TerminalOptions): Terminal {
  const print = json ? err : out;
  return {
    line: (text) => print(`${text}\n`),
    event: (line) => {
      if (json) out(`${line}\n`);
    },
    ready({ sources, warnings, secrets, url, ...cloud }) {
      const rows = sources.map((source) => [
        source.name,
        source.provider.name,
        source.bus ?? "(by event)",
        source.url,
      ]);
      print(`${table([["SOURCE", "PROVIDER", "BUS", "WEBHOOK URL"], ...rows])}\n`);
      print(`${table([["AWS SERVICE", "ADDRESS"], ...serviceRows(cloud)])}\n`);
      if (secrets.made) print(`Random secrets for this machine were written to ${secrets.file}\n`);
      for (const warning of warnings) print(`warning: ${warning}\n`);
      print(`ready ${url}\n`);
    },
  };
}
