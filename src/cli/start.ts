import { Command, InvalidArgumentError } from "commander";
import { serve } from "../local/server/serve.ts";

function port(text: string): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number <= 65_535) return number;
  throw new InvalidArgumentError("It is a number from 0 (any free port) to 65535.");
}

function origin(text: string): string {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, "");
  throw new InvalidArgumentError("It is a URL such as https://abc.example.com.");
}

const command = new Command("hookbridge start")
  .description("Runs the bridge on this machine, without an AWS account.")
  .option("--port <number>", "port on 127.0.0.1", port, 3000)
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .option("--secrets <file.json>", '{"source": ["secret"]}; default: random ones, kept in the data directory')
  .option("--public-url <url>", "what vendors call, where a tunnel leads here", origin)
  .option("--json", "print one JSON line per event on stdout and nothing else", false)
  .option("--data-dir <directory>", "where everything is kept", ".hookbridge")
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

// Payloads and secrets are kept in files: whatever makes them, they are for the owner only.
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
