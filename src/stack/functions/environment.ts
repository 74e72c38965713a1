import { type Environment, environmentNames } from "../../config/environment.ts";
import { type Deployment, ids, isOrdered } from "../deployment.ts";
import { namespaceOf } from "../metrics.ts";
import { existingBuses } from "../resources/buses/bus-arn.ts";
import { type Properties, ref, type TemplateValue } from "../template.ts";

/** Existing buses, as the functions read them: a name has no `=`, and an ARN no space. */
export const addressList = (deployment: Deployment): string =>
  Array.from(existingBuses(deployment), ([name, arn]) => `${name}=${arn}`).join(" ");

/** The functions' environment variables. They have names and URLs, never a secret. */
export function environmentOf(deployment: Deployment, publicUrl: string | undefined): Properties {
  const { stage, busPrefix, parameterPrefix, options } = deployment;
  const values: Readonly<Record<keyof Environment, TemplateValue>> = {
    stage,
    queueUrl: ref(ids.queue),
    deadLetterQueueUrl: ref(ids.deadLetters),
    orderedQueueUrl: isOrdered(deployment) ? ref(ids.orderedQueue) : "",
    orderedDeadLetterQueueUrl: isOrdered(deployment) ? ref(ids.orderedDeadLetters) : "",
    table: ref(ids.table),
    bucket: ref(ids.bucket),
    busPrefix,
    busArns: addressList(deployment),
    parameterPrefix,
    secretStore: options.secrets?.store ?? "ssm",
    secretKey: options.secrets?.encryptionKey ?? "",
    publicUrl: publicUrl ?? "",
    metricsNamespace: namespaceOf(deployment),
    metrics: options.metrics ?? "by-source",
    acceptedShare: String(options.logs?.accepted ?? 1),
  };
  const named = Object.entries(environmentNames).map(([key, name]) => [
    name,
    values[key as keyof Environment],
  ]);
  return Object.fromEntries(named) as Properties;
}
