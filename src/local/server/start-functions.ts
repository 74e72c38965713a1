import { type Environment, environmentNames } from "../../config/environment.ts";
import { type Cloud, cloudVariables } from "../aws/clients.ts";
import { type Lambda, startLambda } from "../lambda/lambda.ts";
import type { Resources } from "./workspace/provision.ts";

/** What the functions are made of. */
export interface FunctionsOptions {
  readonly bundles: { readonly receive: string; readonly publish: string };
  readonly cloud: Cloud;
  readonly resources: Resources;
  readonly publicUrl: string;
  readonly onLine: (line: string) => void;
}

/** The bridge's two Lambda functions. */
export interface Functions {
  readonly receive: Lambda;
  readonly publish: Lambda;
}

const timeoutMs = { receive: 29_000, publish: 60_000 } as const;

function variables({ cloud, resources, publicUrl }: FunctionsOptions): Record<string, string> {
  const environment: Environment = {
    stage: "local",
    queueUrl: resources.queue.url,
    deadLetterQueueUrl: resources.deadLetterQueue.url,
    orderedQueueUrl: resources.ordered?.queue.url,
    orderedDeadLetterQueueUrl: resources.ordered?.deadLetterQueue.url,
    table: resources.table,
    bucket: resources.bucket,
    busPrefix: resources.busPrefix,
    parameterPrefix: resources.parameterPrefix,
    secretStore: "ssm",
    secretKey: undefined,
    publicUrl,
  };
  const named = Object.entries(environmentNames).map(([key, name]) => [
    name,
    environment[key as keyof Environment] ?? "",
  ]);
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    ...cloudVariables(cloud),
    POWERTOOLS_SERVICE_NAME: "hookbridge",
    POWERTOOLS_LOG_LEVEL: "INFO",
    POWERTOOLS_METRICS_NAMESPACE: "hookbridge",
    POWERTOOLS_METRICS_DISABLED: "true",
    POWERTOOLS_TRACE_ENABLED: "false",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    TZ: ":UTC",
  };
}

/** Starts both functions and waits until their modules are loaded. */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const start = (name: "receive" | "publish"): Lambda =>
    startLambda({
      functionName: `hookbridge-local-${name}`,
      bundle: options.bundles[name],
      variables: { ...variables(options), AWS_LAMBDA_FUNCTION_NAME: `hookbridge-local-${name}` },
      region: options.cloud.region,
      account: options.resources.account,
      timeoutMs: timeoutMs[name],
      concurrency: 2,
      onLine: options.onLine,
    });
  const functions = { receive: start("receive"), publish: start("publish") };
  await Promise.all([functions.receive.warm(), functions.publish.warm()]);
  return functions;
}
