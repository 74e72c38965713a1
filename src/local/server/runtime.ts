import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { GetParameterCommand, type SSMClient } from "@aws-sdk/client-ssm";
import { getRequestListener } from "@hono/node-server";
import { BridgeError } from "../../core/errors.ts";
import { parseJson } from "../../core/json/json.ts";
import type { Source } from "../../core/source.ts";
import { bundleFunctions } from "../../stack/bundle/bundle.ts";
import { loadBridge } from "../../stack/bundle/load-bridge.ts";
import type { Endpoints } from "../aws/clients.ts";
import { type FrontDoor, openFrontDoor } from "../lambda/front-door.ts";
import { startQueuePoller } from "../lambda/queue-poller.ts";
import { type SampleResult, sendSample } from "../samples/send-sample.ts";
import { keepRandomSecrets, readSecretsFile } from "../secrets/secrets-file.ts";
import { storeSecrets } from "../secrets/store-secrets.ts";
import { makeApi } from "./api/make-api.ts";
import { makeNews, type NewsItem, recordLine } from "./emitter.ts";
import { watchDeadLetters } from "./lists/dead-letters.ts";
import { eventLine } from "./lists/event-feed.ts";
import { readLogLine } from "./lists/function-log.ts";
import { openJournalFile } from "./lists/row-log.ts";
import { type SourceView, sourceViews } from "./source-view.ts";
import { startFunctions } from "./start-functions.ts";
import { lockDirectory } from "./workspace/lock-directory.ts";
import { prepareSurroundings } from "./workspace/workspace.ts";

/** How to run the bridge on this machine. */
export interface RuntimeOptions {
  readonly configFile: string;
  readonly dataDirectory: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly secretsFile?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  /** A line for people: what became of a delivery, or something of a function's log. */
  readonly onLine: (line: string) => void;
  readonly onNews: (item: NewsItem) => void;
}

/** The bridge while it runs. */
export interface Runtime {
  readonly url: string;
  readonly sources: readonly SourceView[];
  readonly warnings: readonly string[];
  /** The file that holds the secrets, and whether it was written just now. */
  readonly secrets: { readonly file: string; readonly made: boolean };
  readonly endpoints: Endpoints;
  /** Takes no more webhooks, publishes what is in the queue, stops everything. */
  close(): Promise<void>;
}

/** Milliseconds in which the queue is emptied at the end; what is left then is published by the next run. */
const drainMs = 5000;

async function secretsOf(ssm: SSMClient, name: string): Promise<readonly string[]> {
  try {
    const { Parameter } = await ssm.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    const list = parseJson(Parameter?.Value ?? "")?.value;
    return Array.isArray(list) ? list.filter((entry) => typeof entry === "string") : [];
  } catch (error) {
    if (error instanceof Error && error.name === "ParameterNotFound") return [];
    throw error;
  }
}

async function load(configFile: string): Promise<Awaited<ReturnType<typeof loadBridge>>> {
  if (!existsSync(configFile)) {
    throw new BridgeError(
      "config-invalid",
      `There is no ${configFile}.`,
      "Start where bridge.config.ts is, or name it: npm start -- --config path/to/bridge.config.ts",
    );
  }
  return loadBridge(configFile);
}

/** As Promise.all, but a failure is told only after the others have ended: what they started can be stopped then. */
async function allOrNone<Parts extends readonly unknown[]>(
  parts: readonly [...{ [Index in keyof Parts]: Promise<Parts[Index]> | Parts[Index] }],
): Promise<Parts> {
  await Promise.allSettled(parts);
  return (await Promise.all(parts)) as unknown as Parts;
}

/** Everything that has been started, so that it can be stopped in the opposite order. */
function stack(): { add(stop: () => unknown): void; unwind(): Promise<void> } {
  const stops: (() => unknown)[] = [];
  return {
    add: (stop) => void stops.push(stop),
    async unwind() {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
    },
  };
}

async function run(
  options: RuntimeOptions,
  door: FrontDoor,
  started: ReturnType<typeof stack>,
  bridge: Awaited<ReturnType<typeof loadBridge>>,
): Promise<Runtime> {
  const { now, onLine } = options;
  const configFile = resolve(options.configFile);
  const directory = resolve(options.dataDirectory);
  const publicUrl = options.publicUrl ?? door.url;
  const news = makeNews();
  news.listen(options.onNews);
  const onFailure = (error: unknown): void =>
    onLine(`failure   ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);

  const journals = openJournalFile(join(directory, "journal.db"));
  started.add(() => journals.close());
  const deliveries = journals.journal("deliveries");
  const [bundles, surroundings, local] = await allOrNone([
    bundleFunctions({ configFile, outDir: join(directory, "functions") }),
    prepareSurroundings({
      directory,
      variables: options.variables,
      buses: [...bridge.buses.keys()],
      ordered: [...bridge.sources.values()].some(({ order }) => order !== undefined),
      journals,
      now,
      onFailure,
    }).then((ready) => {
      started.add(ready.close);
      return ready;
    }),
    options.secretsFile === undefined
      ? keepRandomSecrets(directory, bridge.sources.values())
      : readSecretsFile(options.secretsFile),
  ]);
  const { clients, cloud, resources, feed } = surroundings;

  const onFunctionLine = (text: string): void => {
    const told = readLogLine(text, deliveries, now);
    if (told) {
      onLine(told.line);
      news.tell({ kind: told.kind, line: recordLine(told.entry) });
    } else if (!text.includes('"_aws"')) onLine(text);
  };
  const [warnings, functions] = await allOrNone([
    storeSecrets(clients.ssm, resources.parameterPrefix, bridge.sources, local),
    startFunctions({ bundles, cloud, resources, publicUrl, onLine: onFunctionLine }),
  ]);
  started.add(() => Promise.all([functions.receive.close(), functions.publish.close()]));

  feed.onEvent((event) => news.tell({ kind: "event", line: eventLine(event) }));
  const queues = [resources, ...(resources.ordered ? [resources.ordered] : [])];
  const deadLetters = watchDeadLetters({
    sqs: clients.sqs,
    pairs: queues,
    holdSeconds: cloud.embedded ? 43_200 : 30,
    journal: journals.journal("dead_letters"),
    now,
    onFailure,
  });
  deadLetters.onLetter((entry) => news.tell({ kind: "dead-letter", line: recordLine(entry) }));
  started.add(deadLetters.close);
  const { sqs } = clients;
  const { region } = cloud;
  // One batch at a time: two at once don't see each other's events in the ledger, and a delivery sent twice in a row would be two.
  const pollers = queues.map(({ queue }) =>
    startQueuePoller({ sqs, queue, region, lambda: functions.publish, concurrency: 1, onFailure }),
  );
  started.add(() => Promise.all(pollers.map((poller) => poller.stop(drainMs))));

  const sample = async (source: Source): Promise<SampleResult> =>
    sendSample({
      source,
      localUrl: door.url,
      publicUrl: options.publicUrl,
      secrets: await secretsOf(clients.ssm, `${resources.parameterPrefix}/${source.name}`),
      signingKeys: local.signingKeys.get(source.name) ?? {},
      now: now(),
    });
  const shown = { url: door.url, publicUrl: options.publicUrl, sources: bridge.sources };
  const api = makeApi({ ...shown, deliveries, events: feed, deadLetters, news, sample, onFailure });
  door.open({ receive: functions.receive, other: getRequestListener(api.app.fetch) });
  started.add(() => {
    api.closeStreams();
    return door.close();
  });
  return {
    url: door.url,
    sources: sourceViews(bridge.sources.values(), publicUrl),
    warnings,
    secrets: { file: local.file, made: local.made },
    endpoints: cloud.endpoints,
    close: started.unwind,
  };
}

/**
 * Starts the bridge on this machine; resolves when requests can come.
 * @throws BridgeError with what to do, when it can't start; nothing is left running then
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const started = stack();
  try {
    const bridge = await load(resolve(options.configFile));
    mkdirSync(options.dataDirectory, { recursive: true, mode: 0o700 });
    const lock = lockDirectory(resolve(options.dataDirectory));
    started.add(lock.release);
    // Account 000000000000 only fills the event: no function looks at it.
    const onFailure = (error: unknown): void =>
      options.onLine(`failure   ${error instanceof Error ? error.message : String(error)}`);
    const door = await openFrontDoor({
      port: options.port,
      account: "000000000000",
      publicUrl: options.publicUrl,
      now: options.now,
      onFailure,
    });
    started.add(door.close);
    return await run(options, door, started, bridge);
  } catch (error) {
    await started.unwind();
    throw error;
  }
}
