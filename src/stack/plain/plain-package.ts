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

/** What osls has compiled, and where. */
export interface OslsPackage {
  readonly stackName: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly template: CompiledTemplate;
  /** Folder with the functions' zip files. */
  readonly zips: string;
}

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
 * name of an artifact has its hash, so that CloudFormation notices new code, and that a rollback finds the old one.
 */
export function writePlainPackage({ stackName, tags, template, zips }: OslsPackage, outDir: string): void {
  const folder = join(outDir, stackName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "artifacts"), { recursive: true });
  const files = Object.entries(artifactsOf(template)).map(([id, artifact]) => {
    const zip = join(zips, `${artifact}.zip`);
    const file = `${artifact}-${sha256([readFileSync(zip)]).slice(0, 16)}.zip`;
    copyFileSync(zip, join(folder, "artifacts", file));
    return [id, file] as const;
  });
  const stack: PlainStack = {
    stackName,
    capabilities: capabilitiesOf(template),
    tags,
    artifacts: Object.fromEntries(files.map(([id, file]) => [id, `artifacts/${file}`])),
  };
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  write("template.json", plainTemplate(template, stackName, Object.fromEntries(files)));
  write("stack.json", stack);
}
