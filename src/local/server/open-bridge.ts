import type { Bridge } from "../../config/define-bridge.ts";
import type { LocalFrontDoor } from "../lambda/front-door.ts";
import { sendSample } from "../samples/send-sample.ts";
import { readStoredSecrets } from "../secrets/store-secrets.ts";
import type { BridgeParts } from "./bridge/bridge-parts.ts";
import type { DeadLetters } from "./dead-letters/dead-letters.ts";
import type { PreparedBridge } from "./prepare-bridge.ts";
import type { RefusedRequests } from "./refused/refused-requests.ts";
import type { RuntimeOptions } from "./runtime-options.ts";

/** What has been started. */
export interface StartedBridge {
  readonly options: RuntimeOptions;
  readonly config: Bridge;
  readonly door: LocalFrontDoor;
  readonly prepared: PreparedBridge;
  readonly deadLetters: DeadLetters;
  readonly refused: RefusedRequests;
}

/** The parts of the running bridge. */
export function bridgeParts({
  options,
  config,
  door,
  prepared,
  deadLetters,
  refused,
}: StartedBridge): BridgeParts {
  const { workspace, journal, secrets } = prepared;
  const { clients, resources } = workspace;
  const secretsOf = (source: string): Promise<readonly string[]> =>
    readStoredSecrets(clients.ssm, `${resources.parameterPrefix}/${source}`);
  return {
    place: {
      kind: "local",
      name: "hookbridge",
      stage: "local",
      url: (options.publicUrl ?? door.url).replace(/\/+$/, ""),
      mayWrite: true,
    },
    config,
    journal,
    workspace,
    refused,
    deadLetters,
    secretsOf,
    formerSecretsOf: () => [],
    async sample(source) {
      const sent = await sendSample({
        source,
        localUrl: door.url,
        publicUrl: options.publicUrl,
        secrets: await secretsOf(source.name),
        signingKeys: secrets.signingKeys.get(source.name) ?? {},
        now: options.now(),
      });
      return sent.sent ? { sent: true, status: sent.status, id: sent.deliveryId, event: "sample" } : sent;
    },
    now: options.now,
  };
}
