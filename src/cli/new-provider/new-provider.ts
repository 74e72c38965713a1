import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import { isClone } from "../is-clone.ts";
import { bridgeCommand, spelled } from "../program/bridge-command.ts";
import { printNote } from "../program/output.ts";
import { providerSkeleton, testSkeleton } from "./provider-skeleton.ts";

/** Where a new provider's files go. */
interface ProviderPlace {
  readonly providerFile: string;
  /** The provider's own test. In the catalogue, one test runs them all; in a project, the program does. */
  readonly testFile: string | undefined;
  readonly fixtures: string;
}

function providerPlace(id: string, own: boolean): ProviderPlace {
  if (!own)
    return {
      providerFile: join("src/providers", `${id}.ts`),
      testFile: undefined,
      fixtures: join("test/fixtures", id),
    };
  return {
    providerFile: join("providers", `${id}.ts`),
    testFile: isClone() ? join("providers", `${id}.test.ts`) : undefined,
    fixtures: join("providers/fixtures", id),
  };
}

function nextSteps(id: string, own: boolean, { providerFile, fixtures }: ProviderPlace): readonly string[] {
  const folder = own ? ` --folder ${fixtures}` : "";
  const guide = isClone() ? "; docs/adding-a-provider.md explains each field" : "";
  return [
    `Fill in ${providerFile} from the vendor's page on webhooks${guide}.`,
    ...(own ? [] : ["npm run gen, which adds it to hookbridge/providers."]),
    `Add a source with it to bridge.config.ts, and run ${spelled("start")}.`,
    `${spelled(`fixture <source> <name>${folder}`)}, then have the vendor send a delivery. Do the same for each handshake.`,
    ...(own ? [] : ["npm run gen again, which writes its page in docs/providers/."]),
    isClone()
      ? `${spelled(`test-provider ${id}`)}, which fails until there is a fixture for each scheme and handshake.`
      : `${spelled("test")}, which sends them through the bridge.`,
  ];
}

function newProvider(id: string, flags: { readonly own: boolean }): void {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
    throw new BridgeError(
      "wrong-use",
      `"${id}" is not a valid id.`,
      "Use lower-case letters, digits and single hyphens: acme-billing.",
    );
  const own = flags.own || !isClone();
  const place = providerPlace(id, own);
  const { providerFile, testFile, fixtures } = place;
  const files = [providerFile, ...(testFile === undefined ? [] : [testFile])];
  const existing = files.find((path) => existsSync(path));
  if (existing)
    throw new BridgeError("wrong-use", `${existing} already exists.`, "Edit it, or choose another id.");

  mkdirSync(fixtures, { recursive: true });
  writeFileSync(providerFile, providerSkeleton(id, own));
  if (testFile !== undefined) writeFileSync(testFile, testSkeleton(id));
  printNote(`Wrote ${files.join(", ")} and the folder ${fixtures}.\n\nNext:`);
  for (const [index, step] of nextSteps(id, own, place).entries()) printNote(`  ${index + 1}. ${step}`);
}

/** `hookbridge new-provider`: the file of a vendor. */
export const newProviderCommand = (): Command =>
  bridgeCommand({
    name: "new-provider",
    summary: "write a provider's file",
    description: "Writes a provider's file and the folder for its fixtures.",
    examples: ["new-provider acme-billing", "new-provider acme-billing --own"],
  })
    .argument("<id>", "kebab-case name of the vendor, such as acme-billing")
    .option(
      "--own",
      "in a clone: keep it out of the catalogue, in providers/. A project with the package always does",
      false,
    )
    .action(newProvider);
