// Signs fresh requests as the vendors do, sends them and what can be made of them through `receive`, and compares with
// what the vendors' own code says. Ends with "N passed, N failed".
import { readdirSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lockedVersions } from "../scripts/locked-versions.ts";
import { providerOf } from "./bridge.ts";
import { type Comparison, compare, Explanations, selfCheck } from "./compare.ts";
import type { Oracle } from "./oracle.ts";
import { explanations } from "./stricter.ts";

/** The SDKs warn and log while they judge; only the table is printed. */
const print = (line: string): void => void writeSync(1, `${line}\n`);
process.stdout.write = () => true;
process.stderr.write = () => true;

const folder = fileURLToPath(new URL(".", import.meta.url));

async function oraclesOf(vendor: string): Promise<readonly Oracle[]> {
  try {
    const module: { readonly default: Oracle | readonly Oracle[] } = await import(`./vendors/${vendor}.mjs`);
    return [module.default].flat() as readonly Oracle[];
  } catch (error) {
    print(`${vendor}: its oracle does not load: ${error}`);
    failed++;
    return [];
  }
}

const versionOf = lockedVersions(folder);
const asked = process.argv.slice(2);
const vendors = readdirSync(`${folder}vendors`)
  .filter((file) => file.endsWith(".mjs"))
  .map((file) => file.slice(0, -".mjs".length))
  .filter((vendor) => asked.length === 0 || asked.includes(vendor))
  .sort();

const known = new Explanations(explanations);
const judged = new Set<string>();
const absent: string[] = [];
let passed = 0;
let failed = 0;

function row(cells: readonly (string | number)[]): void {
  const widths = [34, 42, 9, 9, 9, 9, 9];
  print(
    cells
      .map((cell, i) => (i < 2 ? `${cell}`.padEnd(widths[i] ?? 0) : `${cell}`.padStart(widths[i] ?? 0)))
      .join(" "),
  );
}

function tell({ name, sdk, requests, differences }: Comparison): void {
  const open = differences.filter(({ explanation }) => !explanation);
  const explained = differences.filter(({ explanation }) => explanation);
  const stricter = explained.filter(({ ours }) => ours === "refused").length;
  const agreed = requests - differences.length;
  row([
    name,
    `${sdk} ${versionOf(sdk)}`,
    requests,
    agreed,
    stricter,
    explained.length - stricter,
    open.length,
  ]);
  const groups = Map.groupBy(open, ({ variant, ours, reason }) => `${variant} → ${ours} (${reason})`);
  for (const [what, group] of groups) print(`    ${what} [${group.map(({ body }) => body).join(", ")}]`);
  passed += requests - open.length;
  failed += open.length;
}

row(["provider", "judged by", "requests", "agreed", "stricter", "looser", "open"]);
for (const vendor of vendors) {
  const provider = await providerOf(vendor);
  if (!provider) absent.push(vendor);
  for (const oracle of await oraclesOf(vendor)) {
    for (const fault of await selfCheck(oracle)) {
      print(`${vendor}: the judge refuses what the oracle signs: ${fault}`);
      failed++;
    }
    if (!provider) continue;
    const comparison = await compare(vendor, provider, oracle, known);
    judged.add(vendor).add(comparison.name);
    tell(comparison);
  }
}
if (absent.length > 0) print(`no provider yet: ${absent.join(", ")}`);
const whole = asked.length === 0 && absent.length === 0;
for (const idle of asked.length === 0 ? known.idle((name) => judged.has(name), whole) : []) {
  print(`an explanation that nothing needs: ${idle}`);
  failed++;
}
print(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
