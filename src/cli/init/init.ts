import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { askUser, canAsk } from "./ask.ts";
import { type Dependency, dependencyOn } from "./dependency.ts";
import { projectFiles } from "./project-files.ts";
import type { ProjectOptions } from "./project-options.ts";
import { trustPolicy } from "./trust-policy.ts";

interface InitFlags {
  readonly providers?: string;
  readonly region?: string;
  readonly from?: string;
  readonly github?: string;
  readonly account?: string;
  readonly json: boolean;
}

const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
const usualRegion = AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1";

async function providersGiven(flag: string | undefined): Promise<string> {
  if (flag !== undefined) return flag;
  if (canAsk())
    return askUser("Which vendors send webhooks? Ids with commas between them, such as github, stripe:");
  throw new BridgeError(
    "wrong-use",
    "No vendor is named, and there is no terminal to ask on.",
    "Name one or more by their ids: --providers github,stripe.",
  );
}

/** The flag's value, or the answer to a question, or without a terminal what is usual. */
async function regionGiven(flag: string | undefined): Promise<string> {
  if (flag !== undefined) return flag;
  return canAsk()
    ? (await askUser(`Which AWS region is it deployed to? [${usualRegion}]`)) || usualRegion
    : usualRegion;
}

async function optionsFor(folder: string, flags: InitFlags): Promise<ProjectOptions> {
  // The catalogue is large: only this command reads all of it.
  const { chosenProviders, checkedRegion, projectName } = await import("./project-options.ts");
  const name = projectName(folder);
  const { github, account } = flags;
  if (github !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(github))
    throw new BridgeError("wrong-use", `"${github}" is no repository on GitHub.`, "Give it as owner/name.");
  if (account !== undefined && !/^[0-9]{12}$/.test(account))
    throw new BridgeError("wrong-use", `"${account}" is no AWS account.`, "Give its 12 digits.");
  const providers = chosenProviders(await providersGiven(flags.providers));
  const region = checkedRegion(await regionGiven(flags.region));
  return {
    name,
    folder,
    providers,
    region,
    ...(github !== undefined && { repository: github }),
    ...(account !== undefined && { account }),
  };
}

function refuseExisting(folder: string, paths: readonly string[]): void {
  const existing = paths.filter((path) => existsSync(join(folder, path)));
  if (existing.length > 0)
    throw new BridgeError(
      "wrong-use",
      `${folder} already has ${existing.join(", ")}.`,
      "Give another folder; nothing was written.",
    );
}

function printNext({ folder, providers, region }: ProjectOptions, { note }: Dependency): void {
  printNote(
    [
      `Made ${folder} for ${providers.map(({ id }) => id).join(", ")} in ${region}.`,
      ...(note === undefined ? [] : [note]),
      "",
      "Next:",
      ...(folder === "." ? [] : [`  cd ${folder}`]),
      "  npm install",
      "  npm start   # the bridge on this machine; Ctrl-C ends it",
      "  npm test    # recorded requests of each vendor",
      "",
      "The workflow in .github/workflows/bridge.yml was never run. The role that it deploys with needs this trust policy (README.md has more):",
    ].join("\n"),
  );
}

async function init(folder: string, flags: InitFlags): Promise<void> {
  const options = await optionsFor(folder, flags);
  const dependency = dependencyOn(folder, flags.from);
  const files = projectFiles(options, dependency.version);
  refuseExisting(folder, Object.keys(files));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: "wx" });
  }
  dependency.copy?.();
  const trust = trustPolicy(options, "main");
  if (flags.json) {
    printJson({ folder, files: Object.keys(files), dependency: dependency.version, trustPolicy: trust });
    return;
  }
  printNext(options, dependency);
  printData(JSON.stringify(trust, undefined, 2));
}

/** `hookbridge init`: a new project. */
export const initCommand = (): Command =>
  bridgeCommand({
    name: "init",
    summary: "make a new project",
    description:
      "Makes a project in a new folder: a configuration, what deploys it, a workflow. It asks two questions on a terminal; elsewhere it needs --providers.",
    examples: ["init my-hooks", "init my-hooks --providers github,stripe --region eu-west-1"],
  })
    .argument("[folder]", "the project's folder; its name is that of the stacks", ".")
    .option("--providers <ids>", "vendors, with commas between them")
    .option("--region <name>", `AWS region; default: AWS_REGION, or us-east-1`)
    .option("--from <path>", "tarball or folder of the package hookbridge")
    .option("--github <owner/name>", "the project's repository, for the trust policy")
    .option("--account <id>", "the AWS account, for the trust policy")
    .option("--json", "print what was made as JSON", false)
    .action(init);
