import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { waitsForPairing } from "../../local/secrets/secret-shapes.ts";
import { countsByRole, olderCount } from "../../operate/secrets/secret-list.ts";
import type { KeptSecrets } from "../../operate/secrets/secret-place.ts";
import { spelled } from "../program/bridge-command.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { showAge } from "../text/show-time.ts";
import { textTable } from "../text/text-table.ts";
import { openSecrets, secretsCall } from "./open-secrets.ts";
import type { SecretFlags } from "./secret-flags.ts";

/** The secrets of a source as `secrets list --json` has them: numbers, places and times, nothing of a secret. */
interface ListedSecrets {
  readonly source: string;
  readonly provider: string;
  readonly state: "set" | "rotating" | "missing" | "waiting-for-pairing";
  readonly secrets: number;
  readonly older: number;
  /** Numbers by role; `""` for secrets without one. */
  readonly roles: Readonly<Record<string, number>>;
  readonly where: string;
  /** ISO 8601, UTC; null where nobody noted it. */
  readonly storedAt: string | null;
}

function listedSecrets(source: Source, kept: KeptSecrets | undefined, where: string): ListedSecrets {
  const { name, provider } = source;
  const texts = kept?.texts ?? [];
  const older = olderCount(provider, texts);
  const without = waitsForPairing(provider) ? "waiting-for-pairing" : "missing";
  return {
    source: name,
    provider: provider.id,
    state: texts.length === 0 ? without : older > 0 ? "rotating" : "set",
    secrets: texts.length,
    older,
    roles: countsByRole(provider, texts),
    where,
    storedAt: kept?.storedAt === undefined ? null : new Date(kept.storedAt).toISOString(),
  };
}

function rolesText({ roles, secrets }: ListedSecrets): string {
  const named = Object.entries(roles).filter(([role]) => role !== "");
  if (named.length === 0) return String(secrets);
  return `${secrets} (${named.map(([role, count]) => `${count} ${role}`).join(", ")})`;
}

const secretsRow = (row: ListedSecrets, now: number): readonly string[] => [
  row.source,
  row.provider,
  row.state,
  rolesText(row),
  row.storedAt === null ? "-" : showAge(row.storedAt, now),
  row.where,
];

/** `hookbridge secrets list`: how many secrets each source has, where, and since when. */
export async function listSecrets(more: readonly string[], flags: SecretFlags): Promise<void> {
  if (more.length > 0)
    throw new BridgeError(
      "wrong-use",
      "The list takes no argument: it has all sources. Nothing was stored.",
      `${spelled("secrets list")}; a secret is stored with ${spelled("secrets set <source>")}, which asks for it.`,
    );
  const { bridge, place } = await openSecrets(flags);
  const kept = await place.read([...bridge.sources.keys()]);
  const rows = Array.from(bridge.sources.values(), (source) =>
    listedSecrets(source, kept.get(source.name), place.where(source.name)),
  );
  if (flags.json) {
    printJson(rows);
    return;
  }
  const head = ["SOURCE", "PROVIDER", "STATE", "SECRETS", "STORED", "WHERE"];
  const lines = rows.map((row) => secretsRow(row, Date.now()));
  printData(textTable(head, lines));
  const [missing] = rows.filter(({ state }) => state === "missing");
  if (missing) printNote(`Store a secret: ${secretsCall(`set ${missing.source}`, flags)}`);
}
