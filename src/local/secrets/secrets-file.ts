import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import { type Json, parseJson } from "../../core/json/json.ts";
import type { Source } from "../../core/source.ts";
import { makeSecrets } from "./secret-shapes.ts";

/** Secrets by source, and where they come from. */
export interface LocalSecrets {
  readonly file: string;
  /** True when the file was written just now, with random secrets. */
  readonly made: boolean;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** Private keys by source and by the public key they belong to. */
  readonly signingKeys: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

type Shape = "a list of texts" | "an object of texts";

function refuse(file: string, what: string, cause?: unknown): never {
  const remedy = `Write it as {"source": ["secret"]}, or leave --secrets out to get random ones.`;
  throw new BridgeError("config-invalid", `The secrets file ${file} ${what}.`, remedy, cause);
}

const texts = (value: Json, shape: Shape): boolean =>
  Array.isArray(value) === (shape === "a list of texts") &&
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((entry) => typeof entry === "string");

/** Reads `{"source": …}`. Messages never quote the file: it holds secrets. */
function readMap<Value>(file: string, shape: Shape): Map<string, Value> {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    refuse(file, `can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`, error);
  }
  const value = parseJson(text)?.value;
  if (value === undefined) refuse(file, "is not JSON; a comma or a quotation mark is probably missing");
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(file, "holds no object");
  const pairs = Object.entries(value);
  for (const [source, entry] of pairs)
    if (!texts(entry, shape)) refuse(file, `gives "${source}" something other than ${shape}`);
  return new Map(pairs as unknown as [string, Value][]);
}

/** Written whole or not at all, and for the owner's eyes only. */
function writeMap(file: string, map: ReadonlyMap<string, unknown>): void {
  const draft = `${file}.new`;
  writeFileSync(draft, `${JSON.stringify(Object.fromEntries(map), null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The user's file as it stands. @throws BridgeError `config-invalid` */
export function readSecretsFile(file: string): LocalSecrets {
  return { file, made: false, secrets: readMap(file, "a list of texts"), signingKeys: new Map() };
}

/** The secrets of earlier runs; sources that have none yet get random ones. @throws BridgeError `config-invalid` */
export async function keepRandomSecrets(directory: string, sources: Iterable<Source>): Promise<LocalSecrets> {
  const file = join(directory, "secrets.json");
  const keysFile = join(directory, "signing-keys.json");
  const made = !existsSync(file);
  const secrets = made
    ? new Map<string, readonly string[]>()
    : readMap<readonly string[]>(file, "a list of texts");
  const keys = existsSync(keysFile)
    ? readMap<Record<string, string>>(keysFile, "an object of texts")
    : new Map<string, Record<string, string>>();
  let changed = made;
  let keysChanged = false;
  for (const { name, provider } of sources) {
    if (secrets.has(name)) continue;
    const fresh = await makeSecrets(provider);
    if (fresh.secrets.length === 0) continue;
    secrets.set(name, fresh.secrets);
    changed = true;
    if (Object.keys(fresh.signingKeys).length === 0) continue;
    keys.set(name, { ...fresh.signingKeys });
    keysChanged = true;
  }
  if (keysChanged) writeMap(keysFile, keys);
  if (changed) writeMap(file, secrets);
  return { file, made, secrets, signingKeys: keys };
}
