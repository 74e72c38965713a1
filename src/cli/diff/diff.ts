import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import type { DiffFlags } from "./print-diff.ts";

const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;

/** `hookbridge diff`: what a deployment would change. */
export const diffCommand = (): Command =>
  bridgeCommand({
    name: "diff",
    summary: "what a deployment would change",
    description:
      "What a deployment of this version and configuration would change: in the events of the sources, and in the stack.",
    examples: [
      "diff --stage prod --region eu-west-1",
      "diff --stage prod --against ../main --fail",
      "diff --stage prod --json",
    ],
  })
    .option("--stage <name>", "the stage", "dev")
    .option("--region <name>", "its region", AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1")
    .option("--profile <name>", "profile of your AWS credentials")
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .option("--against <folder>", "compare with a package, or a packaged project, instead of AWS")
    .option("--package <folder>", "the package to be deployed; by default it is made anew")
    .option("--fail", "end with 1 when events change", false)
    .option("--json", "print the differences as JSON", false)
    .action(async (flags: DiffFlags) => {
      const { printDiff } = await import("./print-diff.ts");
      await printDiff(flags);
    });
