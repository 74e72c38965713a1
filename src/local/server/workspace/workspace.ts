import { BridgeError } from "../../../core/errors.ts";
import { type Clients, type Cloud, makeClients } from "../../aws/clients.ts";
import type { ServiceElsewhere, Variables } from "../../aws/elsewhere.ts";
import { type EventFeed, embeddedFeed } from "../events/event-feed.ts";
import { type WatchedFeedOptions, watchedFeed } from "../events/watched-feed.ts";
import { cloudOfEvents, openCloud } from "./open-cloud.ts";
import { type BridgeResources, provision } from "./provision.ts";

/** What the workspace is made of. */
export interface WorkspaceOptions {
  readonly directory: string;
  /** Variables of the process: the SDK's endpoints, region and credentials. */
  readonly variables: Variables;
  /** Days that each bus's events are archived, by the bus's name; 0 for no archive. */
  readonly buses: ReadonlyMap<string, number>;
  /** True when some source is ordered. */
  readonly ordered: boolean;
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

/** A cloud with the bridge's resources in it. */
export interface Workspace {
  readonly cloud: Cloud;
  readonly clients: Clients;
  readonly resources: BridgeResources;
  /** What is not embedded. */
  readonly elsewhere: readonly ServiceElsewhere[];
  readonly feed: EventFeed;
  close(): Promise<void>;
}

function unreachable(elsewhere: readonly ServiceElsewhere[], cause: unknown): BridgeError {
  const reason =
    cause instanceof Error
      ? `${cause.name}: ${cause.message || (cause as NodeJS.ErrnoException).code}`
      : String(cause);
  const settings = [...new Set(elsewhere.map(({ variable, url }) => `${variable}=${url}`))].join(", ");
  const names = [...new Set(elsewhere.map(({ variable }) => variable))].join(", ");
  return new BridgeError(
    "config-invalid",
    `The bridge's resources could not be created at ${settings} (${reason}).`,
    `Start the server that should listen there, or unset ${names} to use the embedded servers.`,
    cause,
  );
}

/** Watches a foreign EventBridge. @returns the feed, and how to end what was opened for it */
async function foreignFeed(options: WatchedFeedOptions): Promise<Pick<Workspace, "feed" | "close">> {
  const cloud = cloudOfEvents(options.cloud);
  const clients = cloud === options.cloud ? options.clients : makeClients(cloud);
  const feed = await watchedFeed({ ...options, clients, cloud });
  return {
    feed,
    async close() {
      await feed.close();
      if (clients !== options.clients) clients.close();
    },
  };
}

/**
 * Starts the embedded servers, but those of services that the environment names a URL for, and creates the bridge's resources.
 * @throws BridgeError `config-invalid` when such a URL can't be used
 */
export async function prepareWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { buses, now, onFailure } = options;
  const { cloud, eventBridge, elsewhere, close } = await openCloud(
    options.directory,
    options.variables,
    options.now,
  );
  const clients = makeClients(cloud);
  try {
    const resources = await provision(clients, cloud, options);
    const { busPrefix } = resources;
    const embeddedEvents = eventBridge && embeddedFeed(eventBridge, busPrefix);
    const events = embeddedEvents
      ? { feed: embeddedEvents, close: embeddedEvents.close }
      : await foreignFeed({ clients, cloud, buses: [...buses.keys()], busPrefix, now, onFailure });
    return {
      cloud,
      clients,
      resources,
      elsewhere,
      feed: events.feed,
      async close() {
        await events.close();
        clients.close();
        await close();
      },
    };
  } catch (error) {
    clients.close();
    await close();
    if (elsewhere.length > 0 && !(error instanceof BridgeError)) throw unreachable(elsewhere, error);
    throw error;
  }
}
