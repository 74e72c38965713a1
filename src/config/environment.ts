import { BridgeError } from "../core/errors.ts";

/** What the stack passes to a function: names and URLs of its resources. */
export interface Environment {
  readonly stage: string;
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** FIFO queue for ordered sources, and its dead-letter queue; undefined when no source is ordered. */
  readonly orderedQueueUrl: string | undefined;
  readonly orderedDeadLetterQueueUrl: string | undefined;
  readonly table: string;
  readonly bucket: string;
  /** Prefix that turns a bus name of bridge.config.ts into the name in EventBridge. */
  readonly busPrefix: string;
  /** Path of the parameters or secrets; each source has one with its name. */
  readonly parameterPrefix: string;
  readonly secretStore: "ssm" | "secrets-manager";
  /** KMS key that encrypts secrets which vendors hand over; undefined for the store's own key. */
  readonly secretKey: string | undefined;
  /** What vendors call before `/hooks/` (`https://hooks.example.com`), when it differs from the gateway's own. */
  readonly publicUrl: string | undefined;
  /** CloudWatch namespace of the metrics; undefined when none are written, as by `npm start`. */
  readonly metricsNamespace: string | undefined;
  /** Whether the metrics are counted by source, too. */
  readonly metrics: "by-source" | "totals";
  /** Share of accepted deliveries whose log lines are written, 0 to 1. */
  readonly acceptedShare: number;
}

/** Names of the environment variables. The stack and the local runtime set them. */
export const environmentNames = {
  stage: "HOOKBRIDGE_STAGE",
  queueUrl: "HOOKBRIDGE_QUEUE_URL",
  deadLetterQueueUrl: "HOOKBRIDGE_DEAD_LETTER_QUEUE_URL",
  orderedQueueUrl: "HOOKBRIDGE_ORDERED_QUEUE_URL",
  orderedDeadLetterQueueUrl: "HOOKBRIDGE_ORDERED_DEAD_LETTER_QUEUE_URL",
  table: "HOOKBRIDGE_TABLE",
  bucket: "HOOKBRIDGE_BUCKET",
  busPrefix: "HOOKBRIDGE_BUS_PREFIX",
  parameterPrefix: "HOOKBRIDGE_PARAMETER_PREFIX",
  secretStore: "HOOKBRIDGE_SECRET_STORE",
  secretKey: "HOOKBRIDGE_SECRET_KEY",
  publicUrl: "HOOKBRIDGE_PUBLIC_URL",
  metricsNamespace: "HOOKBRIDGE_METRICS_NAMESPACE",
  metrics: "HOOKBRIDGE_METRICS",
  acceptedShare: "HOOKBRIDGE_LOG_ACCEPTED",
} as const satisfies Record<keyof Environment, string>;

function secretStoreOf(text: string): Environment["secretStore"] {
  if (text === "ssm" || text === "secrets-manager") return text;
  throw new BridgeError(
    "config-invalid",
    `The environment variable ${environmentNames.secretStore} is "${text}".`,
    'Set it to "ssm" or "secrets-manager".',
  );
}

function metricsOf(text: string | undefined): Environment["metrics"] {
  if (!text || text === "by-source") return "by-source";
  if (text === "totals") return text;
  throw new BridgeError(
    "config-invalid",
    `The environment variable ${environmentNames.metrics} is "${text}".`,
    'Set it to "by-source" or "totals", or leave it out.',
  );
}

function shareOf(text: string | undefined): number {
  const share = text ? Number(text) : 1;
  if (share >= 0 && share <= 1) return share;
  throw new BridgeError(
    "config-invalid",
    `The environment variable ${environmentNames.acceptedShare} is "${text}".`,
    "Set it to a number from 0 to 1, or leave it out.",
  );
}

/**
 * The function's environment, read once at cold start.
 * @throws BridgeError `config-invalid` that names the missing variable
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const need = (name: string): string => {
    const value = variables[name];
    if (value) return value;
    throw new BridgeError(
      "config-invalid",
      `The environment variable ${name} is not set.`,
      "Deploy with npm run deploy, or start with npm start: both set it.",
    );
  };
  return {
    stage: need(environmentNames.stage),
    queueUrl: need(environmentNames.queueUrl),
    deadLetterQueueUrl: need(environmentNames.deadLetterQueueUrl),
    orderedQueueUrl: variables[environmentNames.orderedQueueUrl] || undefined,
    orderedDeadLetterQueueUrl: variables[environmentNames.orderedDeadLetterQueueUrl] || undefined,
    table: need(environmentNames.table),
    bucket: need(environmentNames.bucket),
    busPrefix: need(environmentNames.busPrefix),
    parameterPrefix: need(environmentNames.parameterPrefix),
    secretStore: secretStoreOf(need(environmentNames.secretStore)),
    secretKey: variables[environmentNames.secretKey] || undefined,
    publicUrl: variables[environmentNames.publicUrl] || undefined,
    metricsNamespace: variables[environmentNames.metricsNamespace] || undefined,
    metrics: metricsOf(variables[environmentNames.metrics]),
    acceptedShare: shareOf(variables[environmentNames.acceptedShare]),
  };
}
