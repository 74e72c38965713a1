import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Provider } from "../../core/provider.ts";
import { sourceNamePattern } from "../../core/source.ts";
import { similarNames } from "../../core/text/similar-names.ts";
import { exportedName } from "../../operate/catalogue/exported-name.ts";
import { providerCalled } from "../../operate/catalogue/find-providers.ts";
import { loadDefault } from "../../stack/bundle/load-bridge.ts";
import { askUser, canAsk } from "../init/ask.ts";
import { wantedProvider } from "../providers/wanted-provider.ts";
import type { WantedImport } from "./edit/insert-import.ts";

/** A provider, and how a configuration imports it. */
export interface ImportedProvider {
  readonly provider: Provider;
  readonly import: WantedImport;
}

const refuseWish = (message: string, remedy: string): never => {
  throw new BridgeError("wrong-use", message, remedy);
};

/** A provider of the project's own, in the file that `new-provider` writes. */
async function ownProvider(configFile: string, id: string): Promise<ImportedProvider | undefined> {
  const file = join(dirname(configFile), "providers", `${id}.ts`);
  if (!/^[a-z][a-z0-9-]*$/.test(id) || !existsSync(file)) return undefined;
  const provider = (await loadDefault(file)) as Provider | undefined;
  if (typeof provider?.id !== "string")
    return refuseWish(
      `${file} has no provider as its default export.`,
      "End it with: export default defineProvider({ … });",
    );
  const module = `./providers/${id}.ts`;
  return { provider, import: { module, names: ["default"], local: exportedName(id) } };
}

/** The provider that somebody names: one of the catalogue, else one of the project's own. @throws BridgeError `wrong-use` */
export async function importedProvider(configFile: string, text: string): Promise<ImportedProvider> {
  const own = providerCalled(text) ? undefined : await ownProvider(configFile, text);
  if (own) return own;
  const provider = wantedProvider(text);
  const names = [provider.id, ...(provider.aliases ?? [])].map(exportedName);
  const [usual = exportedName(provider.id), ...others] = names;
  return { provider, import: { module: "hookbridge/providers", names: [usual, ...others], local: usual } };
}

/** The name of the new source. @throws BridgeError `wrong-use` where it is taken, or no name */
export function freeSourceName(bridge: Bridge, { id }: Provider, name: string | undefined): string {
  const wanted = name ?? id;
  if (!sourceNamePattern.test(wanted))
    refuseWish(
      `"${wanted}" can't be the name of a source, because it is the end of a URL.`,
      "Use lower-case letters, digits and hyphens, at most 64: acme-github.",
    );
  if (bridge.sources.has(wanted))
    refuseWish(
      `There is a source "${wanted}" already.`,
      name === undefined
        ? `Give another name: npx hookbridge add ${id} acme-${id}`
        : "Give another name. A source's name is the end of its URL.",
    );
  return wanted;
}

/** The bus of the new source: the one that is named, the only one, or the answer to a question. @throws BridgeError `wrong-use` */
export async function chosenBus(bridge: Bridge, flag: string | undefined): Promise<string> {
  const buses = [...bridge.buses.keys()];
  const [first] = buses;
  if (flag === undefined && buses.length === 1 && first !== undefined) return first;
  const list = buses.join(", ");
  if (flag === undefined && !canAsk())
    refuseWish(`The configuration has several buses: ${list}.`, `Name one of them: --bus ${first}`);
  const wanted = flag ?? (await askUser(`To which bus do its events go? (${list})`));
  if (buses.includes(wanted)) return wanted;
  const similar = similarNames(wanted, buses);
  return refuseWish(
    `The configuration has no bus "${wanted}".`,
    similar.length > 0
      ? `Similar: ${similar.join(", ")}.`
      : `It has ${list}. A new one is a line in \`buses\`.`,
  );
}
