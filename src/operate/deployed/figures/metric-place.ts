import type { DeployedContext } from "../context.ts";
import { settingOf } from "../stack/deployed-stack.ts";

/** The namespace of the bridge's own metrics. */
export const namespaceOfContext = ({ stack, stackName }: DeployedContext): string =>
  settingOf(stack, "metricsNamespace") ?? `Hookbridge/${stackName}`;

/** True where the metrics say which source they are of. */
export const isBySource = ({ stack }: DeployedContext): boolean => settingOf(stack, "metrics") !== "totals";
