import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { bridgeCommand, type CommandFacts, spelled } from "../program/bridge-command.ts";
import { withSecretFlags } from "./secret-flags.ts";

/**
 * A command of `secrets`. What it does not know is given to its action, which refuses it without repeating it: it may be a secret.
 */
const secretsPart = (facts: CommandFacts): Command => bridgeCommand(facts).allowUnknownOption();

const onSource = (facts: CommandFacts): Command =>
  secretsPart(facts)
    .usage("[options] <source>")
    .argument("<source>", "name of the source in bridge.config.ts")
    .argument("[nothing...]", "a secret is never an argument: it is asked for, or comes on standard input");

const entryFlags = (command: Command): Command =>
  command
    .option("--role <role>", "which of the source's secrets, where its vendor has several kinds")
    .option("--generate", "make a random one, where the vendor lets you choose it", false)
    .option("--force", "store one that does not look like the vendor's", false);

const secretsSet = (): Command =>
  withSecretFlags(
    entryFlags(
      onSource({
        name: "set",
        summary: "store the secret of a source",
        description:
          "Stores the secret of a source in place of the one before: asks for it without showing it, or reads it from standard input. Its form is checked.",
        examples: [
          "secrets set acme-github",
          "secrets set acme-github --stage dev < secret.txt",
          "secrets set acme-meta --role verifyToken --generate",
        ],
      }),
    ),
  ).action(async (source, more, flags) => {
    const { setSecret } = await import("./set-secret.ts");
    await setSecret(source, more, flags);
  });

const secretsList = (): Command =>
  withSecretFlags(
    secretsPart({
      name: "list",
      summary: "how many secrets each source has",
      description:
        "How many secrets each source has, where they are and when they were stored. Nothing of a secret.",
      examples: ["secrets list", "secrets list --stage prod --json"],
    })
      .usage("[options]")
      .argument("[nothing...]"),
  ).action(async (more, flags) => {
    const { listSecrets } = await import("./list-secrets.ts");
    await listSecrets(more, flags);
  });

const secretsRotate = (): Command =>
  withSecretFlags(
    entryFlags(
      onSource({
        name: "rotate",
        summary: "replace a secret without refusing a delivery",
        description:
          "Leads from a secret to the next one. It begins with the new one, which is stored before the former one: " +
          "both count. --state says which one deliveries match, --finish removes the former one, and refuses that " +
          "while deliveries match it.",
        examples: [
          "secrets rotate acme-github",
          "secrets rotate acme-github --state --stage prod",
          "secrets rotate acme-github --finish --stage prod",
        ],
      }),
    )
      .option(
        "--state",
        "which secret deliveries match; ends with 1 while the rotation can't be finished",
        false,
      )
      .option("--finish", "remove the former secret", false),
  ).action(async (source, more, flags) => {
    const { rotateSecret } = await import("./rotate-secret.ts");
    await rotateSecret(source, more, flags);
  });

const secretsCheck = (): Command =>
  withSecretFlags(
    secretsPart({
      name: "check",
      summary: "what is wrong with the secrets",
      description:
        "Looks at the secrets of all sources: missing, blank, not of the vendor's form, the same in two sources. Ends with 1 when it finds something.",
      examples: ["secrets check", "secrets check --stage prod --json"],
    })
      .usage("[options]")
      .argument("[nothing...]"),
  ).action(async (more, flags) => {
    const { checkAllSecrets } = await import("./check-all.ts");
    await checkAllSecrets(more, flags);
  });

/** `hookbridge secrets`: the secrets of a bridge. */
export const secretsCommand = (): Command =>
  bridgeCommand({
    name: "secrets",
    summary: "store, list, rotate and check secrets",
    description:
      "The secrets of the bridge on this machine or, with --stage, of a deployed one. A secret is never an argument and never shown.",
    examples: ["secrets set acme-github", "secrets list --stage dev", "secrets check"],
  })
    .addCommand(secretsSet())
    .addCommand(secretsList())
    .addCommand(secretsRotate())
    .addCommand(secretsCheck())
    .argument("[nothing...]")
    .allowUnknownOption()
    .usage("<command> [options]")
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}` })
    .action((words: readonly string[]) => {
      throw new BridgeError(
        "wrong-use",
        words.length === 0 ? "secrets is called with a command." : "secrets has no such command.",
        `Its commands are set, list, rotate and check: ${spelled("secrets --help")}.`,
      );
    });
