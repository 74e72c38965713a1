import { Command, InvalidArgumentError } from "commander";
import { serve } from "../local/server/serve.ts";
import { parsePublicUrl } from "./public-url.ts";

function parsePort(text: string): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("Give a number from 0 (any free port) to 65535.");
}

const command = new Command("hookbridge start")
  .description("Runs the bridge on this machine, without an AWS account.")
  .option("--port <number>", "port on 127.0.0.1", parsePort, 3000)
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .option(
    "--secrets <file.json>",
    '{"source": ["secret"]}; default: random secrets, kept in the data directory',
  )
  .option(
    "--public-url <url>",
    "what vendors call, when a tunnel leads to this bridge, with the path before /hooks/ if it has one",
    parsePublicUrl,
  )
  .option("--json", "print one JSON line per event on stdout, and nothing else", false)
  .option("--data-dir <directory>", "where queues, events and secrets are kept", ".hookbridge")
  .allowExcessArguments(false)
  .parse();

const flags = command.opts<{
  port: number;
  config: string;
  secrets?: string;
  publicUrl?: string;
  json: boolean;
  dataDir: string;
}>();

// Files with payloads and secrets must be readable by their owner only, whichever library creates them.
process.umask(0o077);

await serve({
  configFile: flags.config,
  dataDirectory: flags.dataDir,
  port: flags.port,
  secretsFile: flags.secrets,
  publicUrl: flags.publicUrl,
  json: flags.json,
  process,
  now: Date.now,
});
