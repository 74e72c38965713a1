import { reservedConcurrency } from "./concurrency.ts";
import { type Deployment, ids } from "./deployment.ts";
import type { Properties } from "./template.ts";

/** Properties of resources that osls makes, by logical id. */
export type Extensions = Readonly<Record<string, { readonly Properties: Properties }>>;

/** What the functions get beside what osls gives them. https://www.serverless.com/framework/docs/providers/aws/guide/resources */
export function extensions(deployment: Deployment): Extensions {
  const { receive, publish } = reservedConcurrency(deployment);
  const reserve = (id: string, executions: number | undefined): Extensions =>
    executions === undefined ? {} : { [id]: { Properties: { ReservedConcurrentExecutions: executions } } };
  return { ...reserve(ids.receive, receive), ...reserve(ids.publish, publish) };
}
