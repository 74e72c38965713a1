import { join } from "node:path";
import type { Cloud, Endpoints } from "../../aws/clients.ts";
import { type ServiceElsewhere, servicesElsewhere, type Variables } from "../../aws/elsewhere.ts";
import type { EventBridgeServer } from "../../aws/eventbridge/server.ts";

/** The services that the bridge runs on: embedded ones, and those that the environment names. */
export interface OpenCloud {
  readonly cloud: Cloud;
  /** Undefined where events go elsewhere. */
  readonly eventBridge: EventBridgeServer | undefined;
  readonly elsewhere: readonly ServiceElsewhere[];
  close(): Promise<void>;
}

/** Credentials and region of the process, with those that emulators take where it has none. */
function accessOf(variables: Variables): Pick<Cloud, "region" | "credentials"> {
  const {
    AWS_REGION,
    AWS_DEFAULT_REGION,
    AWS_ACCESS_KEY_ID = "test",
    AWS_SECRET_ACCESS_KEY = "test",
    AWS_SESSION_TOKEN,
  } = variables;
  return {
    region: AWS_REGION ?? AWS_DEFAULT_REGION ?? "us-east-1",
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    },
  };
}

/** Without others, the embedded servers need nothing of the process. */
const localAccess = {
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
} as const;

const endpointCount = 5;

/** Starts the embedded servers of all services that the environment names no URL for. */
export async function openCloud(
  directory: string,
  variables: Variables,
  now: () => number,
): Promise<OpenCloud> {
  const elsewhere = servicesElsewhere(variables);
  const there: Partial<Endpoints> = Object.fromEntries(elsewhere.map(({ service, url }) => [service, url]));
  const access = elsewhere.length > 0 ? accessOf(variables) : localAccess;
  const embedded = there.sqs === undefined;
  if (elsewhere.length === endpointCount) {
    const cloud = { ...access, embedded, endpoints: there as Endpoints };
    return { cloud, eventBridge: undefined, elsewhere, close: async () => {} };
  }
  const { startLocalAws } = await import("../../aws/start-local-aws.ts");
  const others = { endpoints: there, credentials: access.credentials };
  const servers = await startLocalAws(join(directory, "state"), access.region, now, others);
  const cloud = { ...access, embedded, endpoints: servers.endpoints, oldestSeconds: servers.oldestSeconds };
  return { cloud, eventBridge: servers.eventBridge, elsewhere, close: servers.close };
}

/** The cloud in which the queues are that a foreign EventBridge can deliver to: those of its own server. */
export function cloudOfEvents(cloud: Cloud): Cloud {
  const sqs = cloud.endpoints.eventbridge.replace(/^https:\/\/events\./, "https://sqs.");
  return sqs === cloud.endpoints.sqs
    ? cloud
    : { ...cloud, embedded: false, oldestSeconds: undefined, endpoints: { ...cloud.endpoints, sqs } };
}
