import { type Deployment, ids } from "../deployment.ts";
import { logEncryption } from "../encryption.ts";
import type { Properties } from "../template.ts";
import { reservedConcurrency } from "./concurrency.ts";

/** Properties of resources that osls makes, by logical id. */
export type Extensions = Readonly<Record<string, { readonly Properties: Properties }>>;

/** What the functions and their log groups get beside what osls gives them. https://www.serverless.com/framework/docs/providers/aws/guide/resources */
export function extensions(deployment: Deployment): Extensions {
  const { receive, publish } = reservedConcurrency(deployment);
  const reserve = (id: string, executions: number | undefined): Extensions =>
    executions === undefined ? {} : { [id]: { Properties: { ReservedConcurrentExecutions: executions } } };
  const encrypt = (id: string): Extensions =>
    deployment.options.encryptionKey ? { [id]: { Properties: logEncryption(deployment) } } : {};
  return {
    ...reserve(ids.receive, receive),
    ...reserve(ids.publish, publish),
    ...encrypt(ids.receiveLogs),
    ...encrypt(ids.publishLogs),
  };
}
