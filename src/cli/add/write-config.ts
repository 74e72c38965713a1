import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import type { Bridge } from "../../config/define-bridge.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import { type EditedConfig, editConfig, type NewSource } from "./edit/edit-config.ts";

/** What else than the text tells that a configuration is as it must be: its sources, each with provider and bus. */
const sourcesByName = (bridge: Bridge): ReadonlyMap<string, string> =>
  new Map(
    Array.from(bridge.sources.values(), ({ name, provider, bus }) => [
      name,
      `${provider.id} ${typeof bus === "string" ? bus : "function"}`,
    ]),
  );

function isAsBefore(before: Bridge, after: Bridge, name: string): boolean {
  const [earlier, later] = [sourcesByName(before), sourcesByName(after)];
  return (
    later.has(name) &&
    later.size === earlier.size + 1 &&
    [...earlier].every(([source, facts]) => later.get(source) === facts)
  );
}

/** Writes beside a file, lets it be looked at, and puts it in the file's place if it is good. */
async function replaceIfGood(
  file: string,
  text: string,
  isGood: (draft: string) => Promise<boolean>,
): Promise<boolean> {
  const target = realpathSync(file);
  // Relative imports must lead where they did.
  const draft = target.replace(/(\.[cm]?ts)?$/, `.${crypto.randomUUID()}$1`);
  try {
    writeFileSync(draft, text, { flag: "wx", mode: statSync(target).mode });
    if (!(await isGood(draft))) return false;
    renameSync(draft, target);
    return true;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Puts a source into a configuration. The edited file takes its place only if it loads, and has all that it had and the source.
 * @param bridge the configuration as it is
 */
export async function writeConfig(file: string, bridge: Bridge, source: NewSource): Promise<EditedConfig> {
  const [, mark = "", before = ""] = /^(\uFEFF?)(.*)$/s.exec(readFileSync(file, "utf8")) ?? [];
  const edited = editConfig(before, source);
  if ("reason" in edited) return edited;
  const written = await replaceIfGood(file, mark + edited.text, async (draft) => {
    try {
      return isAsBefore(bridge, await loadBridge(draft), source.name);
    } catch {
      return false;
    }
  });
  if (written) return edited;
  return {
    reason: "with the source in its place it would not load, or not be what it was",
    paste: edited.paste,
  };
}
