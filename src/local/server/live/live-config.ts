import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bridge } from "../../../config/define-bridge.ts";
import { BridgeError } from "../../../core/errors.ts";
import { loadBridge } from "../../../stack/bundle/load-bridge.ts";
import { watchText } from "./watch-text.ts";

/** A part of a configuration as text, functions too. */
const settingText = (part: unknown): string =>
  JSON.stringify(part, (_, value: unknown) => (typeof value === "function" ? String(value) : value)) ?? "";

/** What a map would gain, lose and change. */
function differences(
  kind: string,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): readonly string[] {
  const added = [...after.keys()].filter((name) => !before.has(name));
  const gone = [...before.keys()].filter((name) => !after.has(name));
  const other = [...after.keys()].filter(
    (name) => before.has(name) && settingText(before.get(name)) !== settingText(after.get(name)),
  );
  const told = (verb: string, names: readonly string[]): readonly string[] =>
    names.length === 0 ? [] : [`${verb} the ${kind}${names.length === 1 ? "" : "s"} ${names.join(", ")}`];
  return [...told("adds", added), ...told("removes", gone), ...told("changes", other)];
}

/** What another configuration would change on this machine, in words; undefined where nothing. */
export function configChanges(running: Bridge, changed: Bridge): string | undefined {
  const all = [
    ...differences("source", running.sources, changed.sources),
    ...differences("subscription", running.subscriptions, changed.subscriptions),
    ...differences("bus", running.buses, changed.buses).map((text) => text.replace("buss", "buses")),
  ];
  return all.length === 0 ? undefined : all.join("; ");
}

/** The files of a project's own providers, which a configuration may import. */
function providerFilesBeside(configFile: string): readonly string[] {
  const folder = join(dirname(configFile), "providers");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /\.[cm]?[jt]s$/.test(name)).map((name) => join(folder, name));
}

/** Gets a line for people, and what the configuration would change now: undefined where nothing. */
type OnConfigChange = (line: string, changes: string | undefined) => void;

/**
 * Says once for each change of the configuration's file, or of a provider of the project's own, what it would change.
 * @returns how to stop
 */
export function followConfigFile(
  configFile: string,
  running: Bridge,
  onChange: OnConfigChange,
): () => Promise<void> {
  const follow = (file: string): (() => Promise<void>) =>
    watchText(file, async (text) => {
      if (text === undefined)
        return onChange(`config    ${file} is gone: the bridge goes on with what it has read`, undefined);
      try {
        const changes = configChanges(running, await loadBridge(configFile));
        onChange(
          changes === undefined
            ? `config    ${file} has changed; the sources, buses and subscriptions are those that run`
            : `config    ${file} has changed: it ${changes}. Restart to use it`,
          changes,
        );
      } catch (error) {
        const { message } = error as Error;
        const why = `can't be used: ${message.startsWith(`${configFile}: `) ? message.slice(configFile.length + 2) : message}`;
        const next = error instanceof BridgeError ? `\n  next:  ${error.remedy}` : "";
        onChange(`config    ${file} has changed, and ${why}${next}`, why);
      }
    });
  const stops = [configFile, ...providerFilesBeside(configFile)].map(follow);
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}
