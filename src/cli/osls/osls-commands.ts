import { type Command, Option } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { bridgeCommand, type CommandFacts } from "../program/bridge-command.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { type OslsFlags, oslsFlags, oslsParts, runOsls } from "./run-osls.ts";

/** A word would be a command of osls's own: `deploy function`, which updates one function alone, must not be called by mistake. */
function refuseWords(name: string, [first]: readonly string[]): void {
  if (first === undefined || first.startsWith("-")) return;
  throw new BridgeError(
    "wrong-use",
    `${name} takes no argument "${first}".`,
    `The stage is a flag: --stage ${first}. Commands of osls are called by its name: npx osls ${name} ${first}.`,
  );
}

/** A command that osls does. What it has no flag for is passed on after `--`. */
function oslsCommand(facts: CommandFacts, failed: number): Command {
  return bridgeCommand(facts)
    .argument("[flags...]", "after --: what osls is given as it is, such as --force")
    .option("--region <name>", "region; default: AWS_REGION, or us-east-1")
    .option("--profile <name>", "profile of your AWS credentials")
    .option("--config <file>", "the bridge's configuration; default: bridge.config.ts")
    .option("--verbose", "print what CloudFormation does, and the stack's outputs", false)
    .action((more: readonly string[], flags: OslsFlags) => {
      refuseWords(facts.name, more);
      const words = flags.only === "consumers" ? ["consumers", facts.name] : [facts.name];
      return runOsls([...words, ...oslsFlags(flags), ...more], failed);
    });
}

const onlyOption = (): Option =>
  new Option(
    "--only <part>",
    "the bridge, or the consumers of `subscriptions`, which are a stack of their own; default: both",
  ).choices(oslsParts);

const stageFlag = ["--stage <name>", "stage; default: the one of serverless.yml, dev"] as const;

/** `hookbridge package`: the template and the bundles, offline. */
export const packageCommand = (): Command =>
  oslsCommand(
    {
      name: "package",
      summary: "build template and bundles, offline",
      description: "Builds the CloudFormation template and the two bundles, offline.",
      examples: ["package --stage prod"],
    },
    exitCodes.wrongUse,
  ).option(...stageFlag);

/** `hookbridge deploy`: into the account of the caller's credentials. */
export const deployCommand = (): Command =>
  oslsCommand(
    {
      name: "deploy",
      summary: "deploy into your AWS account",
      description: "Deploys the bridge, and then its consumers, into the AWS account of your credentials.",
      examples: [
        "deploy --stage dev --region eu-west-1",
        "deploy --stage dev --only consumers",
        "deploy --stage dev -- --force",
      ],
    },
    exitCodes.unreachable,
  )
    .option(...stageFlag)
    .addOption(onlyOption());

/** `hookbridge remove`: takes a deployment away. The stage has no default, so that nothing is removed by mistake. */
export const removeCommand = (): Command =>
  oslsCommand(
    {
      name: "remove",
      summary: "remove a deployment",
      description:
        "Removes a deployment, its consumers first. Queues and tables with data stay: docs/deploying.md.",
      examples: ["remove --stage dev --region eu-west-1"],
    },
    exitCodes.unreachable,
  )
    .requiredOption("--stage <name>", "stage to remove")
    .addOption(onlyOption());
