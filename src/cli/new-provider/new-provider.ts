import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npmCommand } from "../npm-command.ts";
import { providerSkeleton, testSkeleton } from "./provider-skeleton.ts";

const command = npmCommand("new:provider", true)
  .description("Writes a provider's file and the folder for its fixtures.")
  .argument("<id>", "kebab-case name of the vendor, such as acme-billing")
  .option("--own", "keep it out of the catalogue: in providers/, with a test of its own", false)
  .parse();

const [id = ""] = command.args;
const { own } = command.opts<{ own: boolean }>();

function exitWith(message: string, remedy: string): never {
  console.error(`${message}\n${remedy}`);
  process.exit(1);
}

// npm keeps a flag that no `--` precedes, and says so in this variable.
if (process.env.npm_config_own !== undefined && !own)
  exitWith("npm took the flag --own for itself.", `Write: npm run new:provider ${id} -- --own`);
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
  exitWith(`"${id}" is not a valid id.`, "Use lower-case letters, digits and single hyphens: acme-billing.");
const parent = own ? "providers" : "src/providers";
const providerFile = join(parent, `${id}.ts`);
const testFile = join(parent, `${id}.test.ts`);
const fixturesFolder = own ? join(parent, "fixtures", id) : join("test/fixtures", id);
const files = own ? [providerFile, testFile] : [providerFile];
const existing = files.find((path) => existsSync(path));
if (existing) exitWith(`${existing} already exists.`, "Edit it, or choose another id.");

mkdirSync(fixturesFolder, { recursive: true });
writeFileSync(providerFile, providerSkeleton(id, own));
if (own) writeFileSync(testFile, testSkeleton(id));

const steps = [
  `Fill in ${providerFile} from the vendor's page on webhooks; docs/adding-a-provider.md explains each field.`,
  ...(own ? [] : ["npm run gen, which adds it to hookbridge/providers."]),
  "Add a source with it to bridge.config.ts, and run npm start.",
  `npm run fixture -- <source> <name>${own ? ` --folder ${fixturesFolder}` : ""}, then have the vendor send a delivery. Do the same for each handshake.`,
  ...(own ? [] : ["npm run gen again, which writes its page in docs/providers/."]),
  `npm run test:provider ${id}, which fails until there is a fixture for each scheme and handshake.`,
];
console.log(`Wrote ${files.join(", ")} and the folder ${fixturesFolder}.

Next:
${steps.map((step, index) => `  ${index + 1}. ${step}`).join("\n")}`);
