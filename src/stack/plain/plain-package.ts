import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../core/sha256.ts";
import { artifactsOf, type CompiledTemplate, plainTemplate } from "./plain-template.ts";

/** What a tool must know to deploy a stack, beside its template: `stack.json`. */
export interface PlainStack {
  readonly stackName: string;
  readonly capabilities: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  /** File of each function's code, from this file's folder, by the function's logical id. */
  readonly artifacts: Readonly<Record<string, string>>;
}

/** What a package has beside its template, for the next deployment's comparison: kept in the template's metadata. */
export interface PackageRecord {
  /** The version of the bridge. */
  readonly version: string;
  /** 16 letters of the hash of `events.json`, which is its name in the deployment bucket. */
  readonly events: string;
  /** The same of each function's zip file, by the function's logical id. */
  readonly code: Readonly<Record<string, string>>;
}

/** The key of this record in the template's metadata. */
export const packageKey = "HookbridgePackage";

/** What osls has compiled, and where. */
export interface OslsPackage {
  readonly stackName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly template: CompiledTemplate;
  /** Folder with the functions' zip files. */
  readonly zips: string;
  /** The version of the bridge, and the text of `events.json`, where the stack makes events. */
  readonly version: string;
  readonly events?: string;
}

const shortHash = (bytes: string | Uint8Array): string => sha256([bytes]).slice(0, 16);

/** IAM asks for the longer one only if a role or a policy has a name of its own; it includes the shorter one. */
const capabilitiesOf = ({ Resources }: CompiledTemplate): readonly string[] =>
  Object.values(Resources).some(
    ({ Type, Properties = {} }) =>
      Type.startsWith("AWS::IAM::") && ("RoleName" in Properties || "ManagedPolicyName" in Properties),
  )
    ? ["CAPABILITY_NAMED_IAM"]
    : ["CAPABILITY_IAM"];

/**
 * Writes what any tool can deploy as `<outDir>/<stack>/`: `template.json`, `stack.json` and the zip files in `artifacts/`. The
 * name of an artifact has its hash, so that CloudFormation notices new code, and that a rollback finds the old one. `events.json` is for
 * comparisons only.
 */
export function writePlainPackage(compiled: OslsPackage, outDir: string): PackageRecord {
  const { stackName, tags, template, zips, version, events = "" } = compiled;
  const folder = join(outDir, stackName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "artifacts"), { recursive: true });
  const files = Object.entries(artifactsOf(template)).map(([id, artifact]) => {
    const zip = join(zips, `${artifact}.zip`);
    const hash = shortHash(readFileSync(zip));
    const file = `${artifact}-${hash}.zip`;
    copyFileSync(zip, join(folder, "artifacts", file));
    return { id, file, hash };
  });
  const byFunction = (name: "file" | "hash"): Readonly<Record<string, string>> =>
    Object.fromEntries(files.map((one) => [one.id, one[name]]));
  const record: PackageRecord = { version, events: shortHash(events), code: byFunction("hash") };
  const stack: PlainStack = {
    stackName,
    capabilities: capabilitiesOf(template),
    tags,
    artifacts: Object.fromEntries(files.map(({ id, file }) => [id, `artifacts/${file}`])),
  };
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  const withRecord = { ...template, Metadata: { ...template.Metadata, [packageKey]: { ...record } } };
  write("template.json", plainTemplate(withRecord, stackName, byFunction("file")));
  write("stack.json", stack);
  if (events !== "") writeFileSync(join(folder, "events.json"), events);
  return record;
}
