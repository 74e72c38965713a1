import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { providerSkeleton, testSkeleton } from "./provider-skeleton.ts";

const command = new Command("hookbridge new:provider")
  .description("Writes the file of a provider, and a test that fails until a delivery of it is recorded.")
  .argument("<id>", "kebab-case name of the vendor, such as acme-billing")
  .option("--own", "keep it for this deployment: in providers/, not in the catalogue", false)
  .parse();

const [id = ""] = command.args;
const { own } = command.opts<{ own: boolean }>();

function fail(message: string, remedy: string): never {
  console.error(`${message}\n${remedy}`);
  process.exit(1);
}

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
  fail(
    `"${id}" can't be a provider's id.`,
    "Use lower-case letters and digits with hyphens between: acme-billing.",
  );
const folder = own ? "providers" : "src/providers";
const file = join(folder, `${id}.ts`);
const fixtures = own ? join(folder, "fixtures", id) : join("test/fixtures", id);
const test = join(folder, `${id}.test.ts`);
const there = [file, ...(own ? [test] : [])].find((path) => existsSync(path));
if (there) fail(`${there} is there already.`, "Change it, or choose another id.");

mkdirSync(fixtures, { recursive: true });
writeFileSync(file, providerSkeleton(id, own));
if (own) writeFileSync(test, testSkeleton(id));
const written = own ? `${file}, ${test}` : file;
console.log(`Wrote ${written} and the folder ${fixtures}.

Next:
  1. Fill in ${file} from the vendor's page on webhooks. docs/adding-a-provider.md goes through it.
  2. ${own ? "Use it in bridge.config.ts" : "npm run gen, and use it in bridge.config.ts"}; npm start.
  3. npm run fixture -- <source> <name>${own ? ` --folder ${fixtures}` : ""}, and have the vendor send a delivery.
  4. npm test -- -t ${id} fails until then.`);
