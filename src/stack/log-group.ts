import type { Deployment } from "./deployment.ts";
import type { Resource } from "./template.ts";

/** Days that logs are kept where the configuration does not say. */
const defaultDays = 30;

/** Days that this deployment's logs are kept. */
export const logDays = ({ options }: Deployment): number => options.logDays ?? defaultDays;

/** A log group that forgets. */
export const logGroup = (deployment: Deployment, LogGroupName: string): Resource => ({
  Type: "AWS::Logs::LogGroup",
  Properties: { LogGroupName, RetentionInDays: logDays(deployment) },
});
