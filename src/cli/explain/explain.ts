import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import { withBridgeFlags } from "../program/connect.ts";
import { parsePublicUrl } from "../public-url.ts";
import { momentForms, parseMoment } from "../text/parse-moment.ts";
import type { ExplainFlags } from "./explain-flags.ts";

async function explainCommandAction(
  request: string | undefined,
  file: string | undefined,
  flags: ExplainFlags,
): Promise<void> {
  if (request !== undefined && file !== undefined) {
    const { explainFile } = await import("./explain-file.ts");
    await explainFile(request, file, flags);
    return;
  }
  const { explainKept } = await import("./explain-kept.ts");
  await explainKept(request, flags);
}

/** `hookbridge explain`: why a request was refused. */
export const explainCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "explain",
      summary: "why a request was refused",
      description:
        "Tries the causes one by one: other secrets, other readings of the secret, changes of the body and the URL on the way, clocks, other ways of " +
        "signing, other vendors. Nothing secret is printed. It ends with 1 where it finds no cause.",
      examples: [
        "explain",
        "explain req_51ab…",
        "explain acme-github refused.http",
        "explain acme-github refused.http --received-at 2026-11-30T14:30:00Z --offline --json",
      ],
    })
      .argument(
        "[request]",
        "req_… of a request that the bridge here has kept, by default the newest; with a file, the name of the source",
      )
      .argument("[file]", "a raw HTTP/1.1 request: request line, headers, an empty line, the body")
      .option(
        "--received-at <time>",
        `when the request in the file came; default: the file's own time. ${momentForms}`,
        parseMoment,
      )
      .option("--secrets <file.json>", '{"source": ["secret"]}; default: those in the data directory')
      .option(
        "--public-url <url>",
        "what the vendor calls, with the path before /hooks/ if it has one",
        parsePublicUrl,
      )
      .option("--offline", "read no keys from vendors' hosts", false),
  ).action(explainCommandAction);
