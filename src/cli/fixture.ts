import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { BridgeError } from "../core/errors.ts";
import { readSecretsFile } from "../local/secrets-file.ts";
import { loadBridge } from "../stack/load-bridge.ts";
import { fixtureFiles, holdsSecret, type PublishedEvent } from "./fixture-files.ts";
import { type Recording, startRecordingProxy } from "./recording-proxy.ts";

const command = new Command("hookbridge fixture")
  .description("Records the next delivery of a source as a test fixture, while npm start runs.")
  .argument("<source>", "a source of bridge.config.ts")
  .argument("<name>", "name of the fixture, such as order-paid")
  .option("--port <number>", "port on 127.0.0.1 to record on", "3001")
  .option("--bridge <url>", "where npm start listens", "http://127.0.0.1:3000")
  .option("--config <file>", "the bridge's configuration", "bridge.config.ts")
  .option("--secrets <file.json>", "the secrets that the bridge runs with", ".hookbridge/secrets.json")
  .option("--public-url <url>", "what the vendor calls, where a tunnel leads here")
  .option("--folder <directory>", "where fixtures are; default: test/fixtures/<provider>")
  .option("--by <text>", "who made the request, for the fixture's witness")
  .option(
    "--keep-secret",
    "write the secret that signed it into the fixture: it is one for tests only",
    false,
  )
  .parse();

const [sourceName = "", name = ""] = command.args;
const flags = command.opts<{
  port: string;
  bridge: string;
  config: string;
  secrets: string;
  publicUrl?: string;
  folder?: string;
  by?: string;
  keepSecret: boolean;
}>();

const say = (line: string): void => console.error(line);

interface EventsPage {
  readonly items: readonly { readonly event: PublishedEvent }[];
  readonly next: string;
}

/** The events of a delivery, as soon as they are on a bus. The bridge lists the oldest first, a page at a time. */
async function eventsOf(deliveryId: string | undefined): Promise<readonly PublishedEvent[]> {
  let after = "0";
  for (let attempt = 0; deliveryId !== undefined && attempt < 50; ) {
    const response = await fetch(`${flags.bridge}/api/events?limit=1000&after=${after}`);
    const { items, next } = (await response.json()) as EventsPage;
    const mine = items.map(({ event }) => event).filter(({ detail }) => detail.deliveryid === deliveryId);
    if (mine.length > 0) return mine;
    after = next;
    if (items.length > 0) continue;
    attempt++;
    await new Promise((wait) => setTimeout(wait, 200));
  }
  return [];
}

async function record(): Promise<void> {
  if (!/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/i.test(name))
    throw new BridgeError(
      "config-invalid",
      `"${name}" can't be a fixture's name.`,
      "Use letters and digits, with hyphens, dots or underscores between: order-paid.",
    );
  const { sources } = await loadBridge(resolve(flags.config));
  const source = sources.get(sourceName);
  if (!source) {
    const known = [...sources.keys()].join(", ");
    throw new BridgeError(
      "config-invalid",
      `${flags.config} has no source "${sourceName}".`,
      `Use one of: ${known}.`,
    );
  }
  await fetch(`${flags.bridge}/api/sources`).catch((cause: unknown) => {
    throw new BridgeError(
      "config-invalid",
      `No bridge answers at ${flags.bridge}.`,
      "Run npm start in another terminal.",
      cause,
    );
  });
  const { secrets } = await readSecretsFile(flags.secrets);
  const { provider } = source;
  if (holdsSecret(provider) && !flags.keepSecret) {
    throw new BridgeError(
      "config-invalid",
      "The fixture would hold the secret that signs the delivery: without it the signature can't be checked.",
      "Record from a test endpoint whose secret you then delete, and say so: --keep-secret.",
    );
  }
  const origin = flags.publicUrl ?? "https://hooks.example.com";
  const folder = resolve(flags.folder ?? join("test/fixtures", provider.id));

  const recording = await new Promise<Recording>((done, failed) => {
    const onRecording = (seen: Recording): void => {
      if (seen.status < 300) done(seen);
      else say(`  answered ${seen.status}: not recorded. The bridge's own output says why.`);
    };
    startRecordingProxy({
      bridge: flags.bridge,
      source: sourceName,
      port: Number(flags.port),
      now: Date.now,
      onRecording,
      // Anybody who finds the tunnel may call: what can't be passed on does not end the recording.
      onFailure: (error) => say(`  could not be passed on: ${String(error)}`),
    })
      .then(({ url }) =>
        say(
          `Waiting for a delivery at ${url}/hooks/${sourceName} (point the vendor's URL, or your tunnel, there).`,
        ),
      )
      .catch(failed);
  });
  const events = await eventsOf(recording.deliveryId);
  const day = new Date(recording.receivedAt).toISOString().slice(0, 10);
  const by = flags.by ?? `captured on ${day} from ${provider.name}`;
  const files = await fixtureFiles({
    provider,
    recording,
    origin,
    entries: secrets.get(sourceName) ?? [],
    events,
    by,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.http`), files.http);
  writeFileSync(join(folder, `${name}.json`), files.json);
  say(
    `Wrote ${join(folder, name)}.http and .json. Read both: the payload may hold personal data, and the expected events`,
  );
  say(`are what the provider's file gives now. Then: npm test -- -t ${provider.id}`);
}

record().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof BridgeError ? `${error.message}\n${error.remedy}` : String(error));
    process.exit(1);
  },
);
