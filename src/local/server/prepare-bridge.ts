import { join, resolve } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { bundleFunctions, type FunctionBundles } from "../../stack/bundle/bundle.ts";
import { keepRandomSecrets, type LocalSecrets, readSecretsFile } from "../secrets/secrets-file.ts";
import { type Journal, openJournal } from "./journal/journal.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { allOrNone, type StopList } from "./start/stop-list.ts";
import { prepareWorkspace, type Workspace } from "./workspace/workspace.ts";

/** What the bridge runs on. */
export interface PreparedBridge {
  readonly bundles: FunctionBundles;
  readonly workspace: Workspace;
  readonly secrets: LocalSecrets;
  readonly journal: Journal;
}

/** Bundles the functions, prepares the workspace and reads the secrets, all at the same time. */
export async function prepareBridge(
  options: RuntimeOptions,
  bridge: Bridge,
  started: StopList,
  onFailure: (error: unknown) => void,
): Promise<PreparedBridge> {
  const configFile = resolve(options.configFile);
  const directory = resolve(options.dataDirectory);
  let opened: Workspace | undefined;
  // It is closed after the workspace, whose events go into it.
  const journal = openJournal(
    join(directory, "journal.db"),
    (event) => event.envelope ?? opened?.feed.envelope(event),
  );
  started.add(() => journal.close());
  const openWorkspace = async (): Promise<Workspace> => {
    const workspace = await prepareWorkspace({
      directory,
      variables: options.variables,
      buses: new Map(Array.from(bridge.buses, ([name, { archiveDays = 0 }]) => [name, archiveDays])),
      ordered: [...bridge.sources.values()].some(({ order }) => order !== undefined),
      now: options.now,
      onFailure,
    });
    started.add(workspace.close);
    opened = workspace;
    return workspace;
  };
  const [bundles, workspace, secrets] = await allOrNone([
    bundleFunctions({ configFile, outDir: join(directory, "functions") }),
    openWorkspace(),
    options.secretsFile === undefined
      ? keepRandomSecrets(directory, bridge.sources.values())
      : readSecretsFile(options.secretsFile),
  ]);
  return { bundles, workspace, secrets, journal };
}
