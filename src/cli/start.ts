import { type Command, Option } from "commander";
import { BridgeError } from "../core/errors.ts";
import { type TunnelName, tunnelNames } from "../local/tunnel/tunnel-programs.ts";
import { parsePort } from "./parse-port.ts";
import { bridgeCommand } from "./program/bridge-command.ts";
import { packageFacts } from "./program/package-facts.ts";
import { parsePublicUrl } from "./public-url.ts";

interface StartFlags {
  readonly port: number;
  readonly config: string;
  readonly secrets?: string;
  readonly publicUrl?: string;
  readonly tunnel?: TunnelName;
  readonly json: boolean;
  readonly dataDir: string;
}

async function start(flags: StartFlags): Promise<void> {
  if (flags.tunnel !== undefined && flags.publicUrl !== undefined)
    throw new BridgeError(
      "wrong-use",
      "--tunnel and --public-url both say what vendors call.",
      "Leave one of them out: --public-url is for a tunnel that you start yourself.",
    );
  // Files with payloads and secrets must be readable by their owner only, whichever library creates them.
  process.umask(0o077);
  const [{ serve }, { makeApp }] = await Promise.all([
    import("../local/server/serve.ts"),
    import("../http/make-app.ts"),
  ]);
  await serve({
    configFile: flags.config,
    dataDirectory: flags.dataDir,
    port: flags.port,
    secretsFile: flags.secrets,
    publicUrl: flags.publicUrl,
    tunnel: flags.tunnel,
    json: flags.json,
    makeApp,
    version: packageFacts().version,
    process,
    now: Date.now,
  });
}

/** `hookbridge start`: the bridge on this machine. */
export const startCommand = (): Command =>
  bridgeCommand({
    name: "start",
    summary: "run the bridge on this machine",
    description: "Runs the bridge on this machine, without an AWS account.",
    examples: [
      "start",
      "start --tunnel cloudflared",
      "start --port 4000 --public-url https://abc.example.com",
    ],
  })
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
    .addOption(
      new Option(
        "--tunnel <program>",
        "make a tunnel from the internet to this bridge with this program, which must be on the PATH, and use its URL",
      ).choices(tunnelNames),
    )
    .option("--json", "print one JSON line per event on stdout, and nothing else", false)
    .option("--data-dir <directory>", "where queues, events and secrets are kept", ".hookbridge")
    .action(start);
