import { type Environment, environmentNames } from "../config/environment.ts";
import { type Deployment, ids } from "./deployment.ts";
import { type Properties, ref, type TemplateValue } from "./template.ts";

/** The functions' environment: names, never a secret. */
export function environmentOf({ stage, prefix, busPrefix, parameterPrefix }: Deployment): Properties {
  const values: Readonly<Record<keyof Environment, TemplateValue>> = {
    stage,
    queueUrl: ref(ids.queue),
    deadLetterQueueUrl: ref(ids.deadLetters),
    table: ref(ids.table),
    bucket: ref(ids.bucket),
    busPrefix,
    parameterPrefix,
    publicUrl: "",
  };
  const named = Object.entries(environmentNames).map(([key, name]) => [
    name,
    values[key as keyof Environment],
  ]);
  return {
    ...(Object.fromEntries(named) as Properties),
    POWERTOOLS_METRICS_NAMESPACE: `Hookbridge/${prefix}`,
  };
}
