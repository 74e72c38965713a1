import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BridgeError } from "../../core/errors.ts";
import { type Json, parseJson } from "../../core/json/json.ts";
import type { Source } from "../../core/source.ts";
import { replaceFile } from "./replace-file.ts";
import { makeSecrets } from "./secret-shapes.ts";

/** Secrets by source, and their file. */
export interface LocalSecrets {
  readonly file: string;
  /** True when the file was written just now, with random secrets. */
  readonly made: boolean;
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** Private keys by source and by the public key they belong to. */
  readonly signingKeys: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** What a file has for each source. */
interface EntryShape<Value extends Json> {
  readonly words: string;
  readonly isOf: (entry: Json) => entry is Value;
}

const isStringValue = (value: Json): value is string => typeof value === "string";

const listOfStrings: EntryShape<readonly string[]> = {
  words: "a list of strings",
  isOf: (entry) => Array.isArray(entry) && entry.every(isStringValue),
};

const objectOfStrings: EntryShape<Readonly<Record<string, string>>> = {
  words: "an object of strings",
  isOf: (entry): entry is Readonly<Record<string, string>> =>
    typeof entry === "object" &&
    entry !== null &&
    !Array.isArray(entry) &&
    Object.values(entry).every(isStringValue),
};

function refuseFile(file: string, what: string, cause?: unknown): never {
  const remedy = `Write it as {"source": ["secret"]}, or start without --secrets to get random secrets.`;
  throw new BridgeError("config-invalid", `The secrets file ${file} ${what}.`, remedy, cause);
}

/** Reads `{"source": …}`. Messages never quote the file, which holds secrets. */
function readMap<Value extends Json>(file: string, shape: EntryShape<Value>): Map<string, Value> {
  let text: string;
  try {
    text = readFileSync(file, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    refuseFile(file, `can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`, error);
  }
  const value = parseJson(text)?.value;
  if (value === undefined)
    refuseFile(file, "is not valid JSON; the likeliest cause is a missing comma or quotation mark");
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuseFile(file, "is not a JSON object");
  const map = new Map<string, Value>();
  for (const [source, entry] of Object.entries(value)) {
    if (!shape.isOf(entry)) refuseFile(file, `has something other than ${shape.words} for "${source}"`);
    map.set(source, entry);
  }
  return map;
}

const writeMap = (file: string, map: ReadonlyMap<string, unknown>): void =>
  replaceFile(file, `${JSON.stringify(Object.fromEntries(map), null, 2)}\n`);

/** The user's own file. @throws BridgeError `config-invalid` */
export function readSecretsFile(file: string): LocalSecrets {
  return { file, made: false, secrets: readMap(file, listOfStrings), signingKeys: new Map() };
}

/** The private keys of secrets that are public keys and were made here. @throws BridgeError `config-invalid` */
export function readSigningKeys(directory: string): Map<string, Record<string, string>> {
  const file = join(directory, "signing-keys.json");
  return existsSync(file) ? readMap(file, objectOfStrings) : new Map();
}

/** The secrets of earlier runs, and random ones for sources that have none. @throws BridgeError `config-invalid` */
export async function keepRandomSecrets(directory: string, sources: Iterable<Source>): Promise<LocalSecrets> {
  const file = join(directory, "secrets.json");
  const keysFile = join(directory, "signing-keys.json");
  const made = !existsSync(file);
  const secrets = made ? new Map<string, readonly string[]>() : readMap(file, listOfStrings);
  const keys = readSigningKeys(directory);
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
