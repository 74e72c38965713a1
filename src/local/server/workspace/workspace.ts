import { join } from "node:path";
import { BridgeError } from "../../../core/errors.ts";
import { type Clients, type Cloud, makeClients } from "../../aws/clients.ts";
import type { LocalAws } from "../../aws/start-local-aws.ts";
import { type EventFeed, embeddedFeed } from "../lists/event-feed.ts";
import type { JournalFile } from "../lists/row-log.ts";
import { watchedFeed } from "../lists/watched-feed.ts";
import { provision, type Resources } from "./provision.ts";

/** Where the runtime is to run. */
export interface SurroundingsOptions {
  readonly directory: string;
  /** Variables of the process: `AWS_ENDPOINT_URL`, region and credentials. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly buses: readonly string[];
  /** True when some source keeps an order. */
  readonly ordered: boolean;
  readonly journals: JournalFile;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A cloud with everything in it that the bridge needs. */
export interface Surroundings {
  readonly cloud: Cloud;
  readonly clients: Clients;
  readonly resources: Resources;
  readonly feed: EventFeed;
  close(): Promise<void>;
}

/** The endpoint that the user names, with the user's own credentials where there are some. */
function foreignCloud(endpoint: string, variables: SurroundingsOptions["variables"]): Cloud {
  const {
    AWS_REGION,
    AWS_DEFAULT_REGION,
    AWS_ACCESS_KEY_ID = "test",
    AWS_SECRET_ACCESS_KEY = "test",
    AWS_SESSION_TOKEN,
  } = variables;
  const all = { sqs: endpoint, s3: endpoint, dynamodb: endpoint, eventbridge: endpoint, ssm: endpoint };
  return {
    endpoints: all,
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
    `The bridge's resources could not be made at AWS_ENDPOINT_URL=${endpoint} (${reason}).`,
    "Start what should listen there, or unset AWS_ENDPOINT_URL to run with embedded servers.",
    cause,
  );
}

async function embed({ directory, now }: SurroundingsOptions): Promise<{ cloud: Cloud; servers: LocalAws }> {
  const region = "us-east-1";
  const { startLocalAws } = await import("../../aws/start-local-aws.ts");
  const servers = await startLocalAws(join(directory, "state"), region, now);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return { servers, cloud: { endpoints: servers.endpoints, region, embedded: true, credentials } };
}

/** Starts the embedded servers, or takes the endpoint in `AWS_ENDPOINT_URL`, and creates the resources there. */
export async function prepareSurroundings(options: SurroundingsOptions): Promise<Surroundings> {
  const endpoint = options.variables.AWS_ENDPOINT_URL;
  const embedded = endpoint ? undefined : await embed(options);
  const cloud = embedded?.cloud ?? foreignCloud(endpoint ?? "", options.variables);
  const clients = makeClients(cloud);
  try {
    const resources = await provision(clients, cloud, options);
    const { busPrefix } = resources;
    const { buses, journals, onFailure } = options;
    const feed = embedded
      ? embeddedFeed(embedded.servers.eventBridge, busPrefix)
      : await watchedFeed({
          clients,
          cloud,
          buses,
          busPrefix,
          onFailure,
          journal: journals.journal("events"),
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
