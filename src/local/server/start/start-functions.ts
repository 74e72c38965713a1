import { type Environment, environmentNames } from "../../../config/environment.ts";
import { timeoutSeconds } from "../../../stack/functions/function-limits.ts";
import { type Cloud, cloudVariables } from "../../aws/clients.ts";
import { type Lambda, startLambda } from "../../lambda/lambda.ts";
import type { BridgeResources } from "../workspace/provision.ts";

/** What the functions run with. */
export interface FunctionsOptions {
  /** Paths of the bundles. */
  readonly bundles: { readonly receive: string; readonly publish: string };
  readonly cloud: Cloud;
  readonly resources: BridgeResources;
  readonly publicUrl: string;
  readonly onLine: (line: string) => void;
}

/** The bridge's two Lambda functions. */
export interface Functions {
  readonly receive: Lambda;
  readonly publish: Lambda;
  /** Lets `receive` begin anew, so that it reads its secrets again, and knows what vendors call now. */
  renewReceive(publicUrl: string): Promise<void>;
}

function functionVariables({ cloud, resources, publicUrl }: FunctionsOptions): Record<string, string> {
  const environment: Environment = {
    stage: "local",
    queueUrl: resources.queue.url,
    deadLetterQueueUrl: resources.deadLetterQueue.url,
    orderedQueueUrl: resources.ordered?.queue.url,
    orderedDeadLetterQueueUrl: resources.ordered?.deadLetterQueue.url,
    table: resources.table,
    bucket: resources.bucket,
    busPrefix: resources.busPrefix,
    // Nothing here reaches another account: a local bus plays each existing one.
    busArns: undefined,
    parameterPrefix: resources.parameterPrefix,
    secretStore: "ssm",
    secretKey: undefined,
    publicUrl,
    metricsNamespace: undefined,
    metrics: "by-source",
    acceptedShare: 1,
  };
  const named = Object.entries(environmentNames).map(([key, name]) => [
    name,
    String(environment[key as keyof Environment] ?? ""),
  ]);
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    ...cloudVariables(cloud),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    TZ: ":UTC",
  };
}

/** Starts both functions and waits until their modules are loaded. */
export async function startFunctions(options: FunctionsOptions): Promise<Functions> {
  const variablesOf = (name: "receive" | "publish", publicUrl: string): Record<string, string> => ({
    ...functionVariables({ ...options, publicUrl }),
    AWS_LAMBDA_FUNCTION_NAME: `hookbridge-local-${name}`,
  });
  const start = (name: "receive" | "publish"): Lambda =>
    startLambda({
      functionName: `hookbridge-local-${name}`,
      bundle: options.bundles[name],
      variables: variablesOf(name, options.publicUrl),
      region: options.cloud.region,
      account: options.resources.account,
      timeoutMs: timeoutSeconds[name] * 1_000,
      concurrency: 2,
      onLine: options.onLine,
    });
  const functions = { receive: start("receive"), publish: start("publish") };
  await Promise.all([functions.receive.warm(), functions.publish.warm()]);
  return {
    ...functions,
    async renewReceive(publicUrl) {
      functions.receive.configure(variablesOf("receive", publicUrl));
      await functions.receive.warm();
    },
  };
}
