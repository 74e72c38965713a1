import { join } from "node:path";
import { BridgeError } from "../../../core/errors.ts";
import { type Clients, type Cloud, makeClients } from "../../aws/clients.ts";
import type { LocalAws } from "../../aws/start-local-aws.ts";
import { type EventFeed, embeddedFeed } from "../lists/event-feed.ts";
import type { RowLogFile } from "../lists/row-log.ts";
import { watchedFeed } from "../lists/watched-feed.ts";
import { type BridgeResources, provision } from "./provision.ts";

/** What the workspace is made of. */
export interface WorkspaceOptions {
  readonly directory: string;
  /** Variables of the process: `AWS_ENDPOINT_URL`, region and credentials. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Days that each bus's events are archived, by the bus's name; 0 for no archive. */
  readonly buses: ReadonlyMap<string, number>;
  /** True when some source is ordered. */
  readonly ordered: boolean;
  readonly rowLogs: RowLogFile;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A cloud with the bridge's resources in it. */
export interface Workspace {
  readonly cloud: Cloud;
  readonly clients: Clients;
  readonly resources: BridgeResources;
  readonly feed: EventFeed;
  close(): Promise<void>;
}

/** The endpoint in `AWS_ENDPOINT_URL`, with region and credentials of the process if it has some. */
function cloudAt(endpoint: string, variables: WorkspaceOptions["variables"]): Cloud {
  const {
    AWS_REGION,
    AWS_DEFAULT_REGION,
    AWS_ACCESS_KEY_ID = "test",
    AWS_SECRET_ACCESS_KEY = "test",
    AWS_SESSION_TOKEN,
  } = variables;
  return {
    endpoints: { sqs: endpoint, s3: endpoint, dynamodb: endpoint, eventbridge: endpoint, ssm: endpoint },
    region: AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1",
    embedded: false,
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    },
  };
}

function unreachable(endpoint: string, cause: unknown): BridgeError {
  const reason =
    cause instanceof Error
      ? `${cause.name}: ${cause.message || (cause as NodeJS.ErrnoException).code}`
      : String(cause);
  return new BridgeError(
    "config-invalid",
    `The bridge's resources could not be created at AWS_ENDPOINT_URL=${endpoint} (${reason}).`,
    "Start the server that should listen there, or unset AWS_ENDPOINT_URL to use the embedded servers.",
    cause,
  );
}

async function startEmbedded(
  directory: string,
  now: () => number,
): Promise<{ readonly cloud: Cloud; readonly servers: LocalAws }> {
  const region = "us-east-1";
  const { startLocalAws } = await import("../../aws/start-local-aws.ts");
  const servers = await startLocalAws(join(directory, "state"), region, now);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { servers, cloud: { endpoints: servers.endpoints, region, embedded: true, credentials } };
}

/**
 * Starts the embedded servers, or uses the endpoint in `AWS_ENDPOINT_URL`, and creates the bridge's resources there.
 * @throws BridgeError `config-invalid` when that endpoint can't be used
 */
export async function prepareWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { buses, rowLogs, onFailure } = options;
  const endpoint = options.variables.AWS_ENDPOINT_URL;
  const embedded = endpoint ? undefined : await startEmbedded(options.directory, options.now);
  const cloud = embedded?.cloud ?? cloudAt(endpoint ?? "", options.variables);
  const clients = makeClients(cloud);
  try {
    const resources = await provision(clients, cloud, options);
    const { busPrefix } = resources;
    const feed = embedded
      ? embeddedFeed(embedded.servers.eventBridge, busPrefix)
      : await watchedFeed({
          clients,
          cloud,
          buses: [...buses.keys()],
          busPrefix,
          onFailure,
          log: rowLogs.log("events"),
        });
    return {
      cloud,
      clients,
      resources,
      feed,
      async close() {
        await feed.close();
        clients.close();
        await embedded?.servers.close();
      },
    };
  } catch (error) {
    clients.close();
    await embedded?.servers.close();
    if (endpoint && !(error instanceof BridgeError)) throw unreachable(endpoint, error);
    throw error;
  }
}
