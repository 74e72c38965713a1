import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { getRequestListener } from "@hono/node-server";
import type { Bridge } from "../../config/define-bridge.ts";
import { BridgeError } from "../../core/errors.ts";
import type { Source } from "../../core/source.ts";
import { recordedDeliveries } from "../../recorded/fixtures.ts";
import { requestsFolder } from "../../recorded/request-files.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { Endpoints } from "../aws/clients.ts";
import type { ServiceElsewhere } from "../aws/elsewhere.ts";
import { type LocalFrontDoor, openFrontDoor } from "../lambda/front-door.ts";
import type { SampleChanges } from "../samples/make-sample.ts";
import { type SentSample, sendSample } from "../samples/send-sample.ts";
import { readStoredSecrets, storeSecrets } from "../secrets/store-secrets.ts";
import { makeApi } from "./api/make-api.ts";
import { type Emitter, makeEmitter } from "./emitter.ts";
import { eventLine } from "./lists/event-feed.ts";
import { readLogLine } from "./lists/function-log.ts";
import { type RowLog, rowJson } from "./lists/row-log.ts";
import { localLimits } from "./local-limits.ts";
import { type PreparedBridge, prepareBridge } from "./prepare-bridge.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { type SourceView, sourceViews } from "./source-view.ts";
import { type Functions, startFunctions } from "./start-functions.ts";
import { startQueues } from "./start-queues.ts";
import { makeStopList, type StopList } from "./stop-list.ts";
import { makeUnknownNames, type UnknownNames } from "./unknown-names.ts";
import { lockDirectory } from "./workspace/lock-directory.ts";

export type { RuntimeOptions } from "./runtime-options.ts";

/** The running bridge. */
export interface Runtime {
  readonly url: string;
  readonly sources: readonly SourceView[];
  readonly warnings: readonly string[];
  /** The file with the secrets, and whether it is new. */
  readonly secrets: { readonly file: string; readonly made: boolean };
  /** URLs of all services, and which of them are not embedded. */
  readonly endpoints: Endpoints;
  readonly elsewhere: readonly ServiceElsewhere[];
  /** Takes no more webhooks, publishes what is in the queue, and stops everything. */
  close(): Promise<void>;
}

/** The parts of a runtime that its steps share. */
interface Context {
  readonly options: RuntimeOptions;
  readonly bridge: Bridge;
  readonly door: LocalFrontDoor;
  readonly started: StopList;
  readonly emitter: Emitter;
  readonly names: UnknownNames;
  readonly onFailure: (error: unknown) => void;
}

async function load(configFile: string): Promise<Bridge> {
  if (!existsSync(configFile)) {
    throw new BridgeError(
      "config-invalid",
      `The configuration file ${configFile} does not exist.`,
      "Start in the folder of bridge.config.ts, or name the file: npm start -- --config path/to/bridge.config.ts",
    );
  }
  return loadBridge(configFile);
}

/** Lines that are not printed: metrics, and doubts about secrets, of which the start has warned. */
const unprinted = /"_aws"|"secret is doubtful"/;

/** Prints the outcomes in a function's log, refusals and failures with their cause and remedy, and other lines as they are. */
const logReader =
  ({ options, emitter, names }: Context, deliveries: RowLog) =>
  (text: string): void => {
    const logged = readLogLine(text, { deliveries, names }, options.now);
    if (logged) {
      options.onLine(logged.line);
      emitter.emit({ kind: logged.kind, line: rowJson(logged.row) });
    } else if (!unprinted.test(text)) options.onLine(text);
  };

/** @returns the functions, and warnings about the secrets */
async function startLambdas(
  context: Context,
  { bundles, workspace, secrets }: PreparedBridge,
  deliveries: RowLog,
): Promise<readonly [Functions, readonly string[]]> {
  const { options, bridge, door, started } = context;
  const { clients, cloud, resources } = workspace;
  const publicUrl = options.publicUrl ?? door.url;
  const onLine = logReader(context, deliveries);
  const warnings = await storeSecrets(clients.ssm, resources.parameterPrefix, bridge.sources, secrets);
  // The functions read the secrets when they start.
  const functions = await startFunctions({ bundles, cloud, resources, publicUrl, onLine });
  started.add(() => Promise.all([functions.receive.close(), functions.publish.close()]));
  return [functions, warnings];
}

const sampleSender =
  ({ options, door }: Context, { workspace, secrets }: PreparedBridge) =>
  async (source: Source, changes: SampleChanges = {}): Promise<SentSample> => {
    const { clients, resources } = workspace;
    const origin = (options.publicUrl ?? door.url).replace(/\/+$/, "");
    return sendSample({
      source,
      recordings: recordedDeliveries(
        requestsFolder(dirname(resolve(options.configFile)), source.provider.id),
      ),
      url: `${origin}/hooks/${source.name}`,
      address: `${door.url}/hooks/${source.name}`,
      secrets: await readStoredSecrets(clients.ssm, `${resources.parameterPrefix}/${source.name}`),
      signingKeys: secrets.signingKeys.get(source.name) ?? {},
      changes,
      now: options.now(),
    });
  };

async function run(context: Context): Promise<Runtime> {
  const { options, bridge, door, started, emitter, onFailure } = context;
  const prepared = await prepareBridge(options, bridge, started, onFailure);
  const { workspace, rowLogs, secrets } = prepared;
  const { feed, cloud } = workspace;
  const deliveries = rowLogs.log("deliveries");
  const [functions, warnings] = await startLambdas(context, prepared, deliveries);
  feed.onEvent((event) => emitter.emit({ kind: "event", line: eventLine(event) }));
  const deadLetters = startQueues(
    {
      workspace,
      publish: functions.publish,
      log: rowLogs.log("dead_letters"),
      now: options.now,
      onFailure,
    },
    started,
  );
  deadLetters.onLetter((row) => emitter.emit({ kind: "dead-letter", line: rowJson(row) }));
  const api = makeApi({
    url: door.url,
    publicUrl: options.publicUrl,
    sources: bridge.sources,
    deliveries,
    events: feed,
    deadLetters,
    emitter,
    sample: sampleSender(context, prepared),
    onFailure,
  });
  door.open({ receive: functions.receive, other: getRequestListener(api.app.fetch) });
  started.add(() => {
    api.closeStreams();
    return door.close();
  });
  return {
    url: door.url,
    sources: sourceViews(bridge.sources.values(), options.publicUrl ?? door.url),
    warnings: [...warnings, ...localLimits(bridge.buses)],
    secrets: { file: secrets.file, made: secrets.made },
    endpoints: cloud.endpoints,
    elsewhere: workspace.elsewhere,
    close: started.stopAll,
  };
}

/**
 * Starts the bridge on this machine; resolves when it takes requests.
 * @throws BridgeError when it can't start; nothing is left running then
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const started = makeStopList();
  const onFailure = (error: unknown): void =>
    options.onLine(`failure   ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
  try {
    const bridge = await load(resolve(options.configFile));
    mkdirSync(options.dataDirectory, { recursive: true, mode: 0o700 });
    const lock = lockDirectory(resolve(options.dataDirectory));
    started.add(lock.release);
    const names = makeUnknownNames([...bridge.sources.keys()]);
    const door = await openFrontDoor({
      port: options.port,
      // Only fills a field of the gateway's event, which no function reads.
      account: "000000000000",
      publicUrl: options.publicUrl,
      now: options.now,
      onHook: names.note,
      onFailure,
    });
    started.add(door.close);
    const emitter = makeEmitter();
    emitter.listen(options.onItem);
    return await run({ options, bridge, door, started, emitter, names, onFailure });
  } catch (error) {
    await started.stopAll();
    throw error;
  }
}
