import type { Deployment } from "./deployment.ts";
import { logEncryption } from "./encryption.ts";
import type { Resource } from "./template.ts";

/** Default retention of logs. */
const defaultDays = 30;

/** Retention of this deployment's logs. */
export const logDays = ({ options }: Deployment): number => options.logDays ?? defaultDays;

/** A log group with that retention, and with the deployment's key if it has one. */
export const logGroup = (deployment: Deployment, LogGroupName: string): Resource => ({
  Type: "AWS::Logs::LogGroup",
  Properties: { LogGroupName, RetentionInDays: logDays(deployment), ...logEncryption(deployment) },
});
