import type { FunctionName, Stack } from "../build-stack.ts";
import { functionLogs } from "../functions/function-logs.ts";
import type { Template, TemplateValue } from "../template.ts";

/** What the plugin adds to a service of osls, by osls's names. */
export interface OslsService {
  readonly provider: Readonly<Record<string, TemplateValue>>;
  readonly functions: Readonly<Record<FunctionName, Readonly<Record<string, unknown>>>>;
  readonly resources: Template;
}

/** Path of a function's package, from the folder of serverless.yml. */
const zipOf = (name: string): string => `.serverless/${name}.zip`;

/**
 * What a stack is to osls. Each function has its settings itself, because those of `provider` are for the user's functions as well.
 */
export function oslsService(stack: Stack): OslsService {
  const { stackName, deploymentBucket, deploymentPrefix, tags, template } = stack;
  const functionOf = (name: FunctionName): Readonly<Record<string, unknown>> => ({
    ...stack.functions[name],
    handler: "index.handler",
    runtime: "nodejs24.x",
    architecture: "arm64",
    environment: stack.environment,
    versionFunction: false,
    tracing: stack.tracing,
    logRetentionInDays: stack.logDays,
    logs: functionLogs,
    // Without `individually`, `osls deploy` looks for one package of the whole service.
    package: { individually: true, artifact: zipOf(name) },
  });
  return {
    provider: { stackName, deploymentMethod: "direct", deploymentBucket, deploymentPrefix, stackTags: tags },
    functions: {
      receive: {
        ...functionOf("receive"),
        description: "Verifies webhooks and puts them into the delivery queue",
        role: "ReceiveRole",
        // Deployed after publish, which must already read the messages that receive writes: docs/upgrading.md.
        dependsOn: ["PublishLambdaFunction"],
      },
      publish: {
        ...functionOf("publish"),
        description: "Turns deliveries into events on the buses",
        role: "PublishRole",
      },
    },
    resources: template,
  };
}
