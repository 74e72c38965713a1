import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { Deployment } from "../../../stack/deployment.ts";
import { countsBySource, namespaceOf } from "../../../stack/metrics.ts";
import type { SecretUseReader } from "../../secrets/rotation.ts";
import type { OperatorAccess } from "../clients.ts";
import { readMatchedAt, useStart } from "./matched-at.ts";
import { clientSettingsOf } from "./open-stage-secrets.ts";

const mostDays = 62;

/** The use of a stage's secrets, by the metrics `accepted` and `olderSecretMatched` of its functions. */
export function metricSecretUse(
  deployment: Deployment,
  access: OperatorAccess,
  now: () => number,
): SecretUseReader {
  const place = {
    stackName: deployment.prefix,
    clients: { cloudWatch: new CloudWatchClient(clientSettingsOf(access)) },
  };
  const isCountedBySource = countsBySource(deployment);
  const from = isCountedBySource
    ? "the metrics of the stack"
    : "the metrics of the stack, which count all sources together";
  return async (source, sinceMs) => {
    const to = now();
    const start = useStart(sinceMs, to - mostDays * 24 * 3_600_000);
    if (start >= to)
      return { unknown: "The new secret was stored only now. Metrics tell from ten minutes on." };
    const metrics = { namespace: namespaceOf(deployment), source: isCountedBySource ? source : undefined };
    return { from, ...(await readMatchedAt(place, metrics, { from: start, to })) };
  };
}
