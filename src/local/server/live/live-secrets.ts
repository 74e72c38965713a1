import type { SSMClient } from "@aws-sdk/client-ssm";
import { BridgeError } from "../../../core/errors.ts";
import type { Source } from "../../../core/source.ts";
import { noteFormerSecrets } from "../../secrets/former-secrets.ts";
import { readSecretsFile } from "../../secrets/secrets-file.ts";
import { type OnReplaced, storeSecrets } from "../../secrets/store-secrets.ts";
import { watchText } from "./watch-text.ts";

/** What keeps the secrets of the running bridge as their file has them. */
export interface LiveSecretsOptions {
  /** The file with the secrets. */
  readonly file: string;
  /** The data directory, which keeps former secrets. */
  readonly directory: string;
  readonly sources: ReadonlyMap<string, Source>;
  readonly ssm: SSMClient;
  readonly parameterPrefix: string;
  readonly now: () => number;
  readonly onLine: (line: string) => void;
  /** Lets the functions read their secrets again. */
  readonly renew: () => Promise<void>;
}

/** Keeps replaced secrets for a week: `explain` finds what was signed with them. */
export const formerSecretsKeeper =
  (directory: string, now: () => number): OnReplaced =>
  (source, before, after) =>
    noteFormerSecrets(directory, source, { before, after }, now());

/**
 * Takes over the secrets of a file whenever it changes. A broken one, as while it is edited, changes nothing.
 * @returns how to stop
 */
export function followSecretsFile(options: LiveSecretsOptions): () => Promise<void> {
  const { file, directory, sources, ssm, parameterPrefix, now, onLine, renew } = options;
  const keep = formerSecretsKeeper(directory, now);
  let isBroken = false;

  async function takeOver(): Promise<void> {
    const { secrets } = readSecretsFile(file);
    const changed = new Set<string>();
    const onReplaced: OnReplaced = (name, old, fresh) => {
      changed.add(name);
      keep(name, old, fresh);
    };
    const warnings = await storeSecrets(ssm, parameterPrefix, sources, { secrets, file, onReplaced });
    await renew();
    const of = changed.size > 0 ? ` of ${[...changed].join(", ")}` : "";
    onLine(`secrets   ${file} has changed: its secrets${of} count from now on`);
    for (const warning of warnings) onLine(`warning: ${warning}`);
  }

  return watchText(file, async () => {
    try {
      await takeOver();
      isBroken = false;
    } catch (error) {
      // Once, and not at each key that is typed.
      if (!isBroken) {
        const { message } = error as Error;
        const why = error instanceof BridgeError ? message : `The secrets could not be stored: ${message}`;
        onLine(`secrets   ${why} The secrets that it had before still count.`);
      }
      isBroken = true;
    }
  });
}
