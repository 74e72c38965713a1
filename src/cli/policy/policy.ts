import type { Command } from "commander";
import { bridgeCommand } from "../program/bridge-command.ts";
import type { PolicyFlags } from "./print-policy.ts";

const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;

/** `hookbridge policy`: what may deploy the packaged stack. */
export const policyCommand = (): Command =>
  bridgeCommand({
    name: "policy",
    summary: "the IAM policy for deploying",
    description:
      "Prints the least IAM policy with which a principal can deploy and remove the packaged stack, as JSON.",
    examples: ["policy --stage prod --account 111122223333 > deployer.json"],
  })
    .requiredOption("--stage <name>", "stage to deploy to")
    .requiredOption("--account <id>", "AWS account to deploy to")
    .option("--region <name>", "region to deploy to", AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1")
    .option("--bucket <name>", "bucket for the code, when you deploy with another tool than osls")
    .option("--part <number>", "one of the parts of a policy that is too long for one managed policy")
    .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
    .action(async (flags: PolicyFlags) => {
      const { printPolicy } = await import("./print-policy.ts");
      await printPolicy(flags);
    });
