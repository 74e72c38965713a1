import { dirname, resolve } from "node:path";
import type { Bridge } from "../../config/define-bridge.ts";
import { keyFetcher } from "../../operate/explain/key-fetcher.ts";
import type { BridgePlace } from "../../operate/state.ts";
import { recordedDeliveries } from "../../recorded/fixtures.ts";
import { requestsFolder } from "../../recorded/request-files.ts";
import type { LocalFrontDoor } from "../lambda/gateway/front-door.ts";
import { sendSample } from "../samples/send-sample.ts";
import { canSign } from "../samples/sign-sample.ts";
import { formerSecretsOf } from "../secrets/former-secrets.ts";
import { readStoredSecrets } from "../secrets/store-secrets.ts";
import type { BridgeParts } from "./bridge/bridge-parts.ts";
import type { Consumers } from "./consumers/consumers.ts";
import type { DeadLetters } from "./dead-letters/dead-letters.ts";
import type { PreparedBridge } from "./prepare-bridge.ts";
import type { RefusedRequests } from "./refused/refused-requests.ts";
import type { RecentRequests } from "./requests/recent-requests.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

/** What has been started. */
export interface StartedBridge {
  readonly options: RuntimeOptions;
  readonly config: Bridge;
  readonly door: LocalFrontDoor;
  readonly prepared: PreparedBridge;
  readonly deadLetters: DeadLetters;
  readonly consumers: Consumers;
  readonly refused: RefusedRequests;
  readonly recent: RecentRequests;
  /** What a newer configuration would change. */
  readonly outdated: () => string | undefined;
}

/** The parts of the running bridge. */
export function bridgeParts({
  options,
  config,
  door,
  prepared,
  deadLetters,
  consumers,
  refused,
  recent,
  outdated,
}: StartedBridge): BridgeParts {
  const { workspace, journal, secrets } = prepared;
  const { clients, cloud, resources } = workspace;
  const secretsOf = (source: string): Promise<readonly string[]> =>
    readStoredSecrets(clients.ssm, `${resources.parameterPrefix}/${source}`);
  const place: BridgePlace = {
    kind: "local",
    name: "hookbridge",
    stage: "local",
    // A tunnel may change it.
    get url() {
      return door.publicUrl;
    },
    ...(options.version !== undefined && { version: options.version }),
    mayWrite: true,
    get outdated() {
      return outdated();
    },
    eventBridge: { url: cloud.endpoints.eventbridge, region: cloud.region, busPrefix: resources.busPrefix },
  };
  const parts: BridgeParts = {
    place,
    config,
    journal,
    workspace,
    refused,
    recent,
    deadLetters,
    consumers,
    secretsOf,
    formerSecretsOf: (source) =>
      formerSecretsOf(resolve(options.dataDirectory), source, options.now()).map(({ secret }) => secret),
    recordings: ({ provider }) =>
      recordedDeliveries(requestsFolder(dirname(resolve(options.configFile)), provider.id)),
    canSign: ({ name, provider }) => canSign(provider, secrets.signingKeys.get(name) ?? {}),
    async sample(source, changes) {
      return sendSample({
        source,
        recordings: parts.recordings(source),
        url: `${place.url}/hooks/${source.name}`,
        address: `${door.url}/hooks/${source.name}`,
        secrets: await secretsOf(source.name),
        signingKeys: secrets.signingKeys.get(source.name) ?? {},
        changes,
        now: options.now(),
      });
    },
    fetcher: keyFetcher(options.now),
    now: options.now,
  };
  return parts;
}
