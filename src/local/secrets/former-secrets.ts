import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Json, parseJson } from "../../core/json/json.ts";
import { replaceFile } from "./replace-file.ts";

/** A secret that a source had. */
export interface FormerSecret {
  /** As it was stored, with its role if it had one. */
  readonly secret: string;
  /** ISO 8601, UTC. */
  readonly removedAt: string;
}

/** What is noted of a source's secrets besides themselves. */
export interface SecretRecord {
  /** When they were changed last: ISO 8601, UTC. */
  readonly changedAt: string;
  /** Those of the last week, the newest first. */
  readonly former: readonly FormerSecret[];
}

/** Milliseconds that a former secret is kept: `explain` finds what was signed with it. */
const keptMs = 7 * 24 * 3_600_000;

/** The file with former secrets, in a data directory. */
const formerSecretsFile = (directory: string): string => join(directory, "former-secrets.json");

const isNoted = (value: Json | undefined): value is { readonly [member: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function formerIn(entry: Json): readonly FormerSecret[] {
  if (!isNoted(entry)) return [];
  const { secret, removedAt } = entry;
  return typeof secret === "string" && typeof removedAt === "string" ? [{ secret, removedAt }] : [];
}

function recordIn(entry: Json): SecretRecord | undefined {
  if (!isNoted(entry) || typeof entry.changedAt !== "string") return undefined;
  return {
    changedAt: entry.changedAt,
    former: Array.isArray(entry.former) ? entry.former.flatMap(formerIn) : [],
  };
}

/** What is noted of each source. A file that can't be read is as if it were not there: it only helps to explain. */
export function readSecretRecords(directory: string): Map<string, SecretRecord> {
  let text: string;
  try {
    text = readFileSync(formerSecretsFile(directory), "utf8");
  } catch {
    return new Map();
  }
  const value = parseJson(text)?.value;
  const entries = isNoted(value) ? Object.entries(value) : [];
  return new Map(
    entries.flatMap(([source, entry]) => {
      const record = recordIn(entry);
      return record ? [[source, record] as const] : [];
    }),
  );
}

/** The secrets that a source had within the last week and has no more. */
export const formerSecretsOf = (directory: string, source: string, nowMs: number): readonly FormerSecret[] =>
  (readSecretRecords(directory).get(source)?.former ?? []).filter(
    ({ removedAt }) => nowMs - Date.parse(removedAt) < keptMs,
  );

/** Notes what a source has no more. Forgets what was noted more than a week ago, of all sources. */
export function noteFormerSecrets(
  directory: string,
  source: string,
  change: { readonly before: readonly string[]; readonly after: readonly string[] },
  nowMs: number,
): void {
  const now = new Date(nowMs).toISOString();
  const { before, after } = change;
  const removed = before.filter((secret) => !after.includes(secret));
  const records = readSecretRecords(directory);
  const earlier = records.get(source)?.former ?? [];
  const former = [
    ...removed.map((secret) => ({ secret, removedAt: now })),
    ...earlier.filter(({ secret }) => !removed.includes(secret) && !after.includes(secret)),
  ];
  records.set(source, { changedAt: now, former });
  const kept = Array.from(records, ([name, record]) => [
    name,
    {
      ...record,
      former: record.former.filter(({ removedAt }) => nowMs - Date.parse(removedAt) < keptMs),
    },
  ]);
  replaceFile(formerSecretsFile(directory), `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`);
}
