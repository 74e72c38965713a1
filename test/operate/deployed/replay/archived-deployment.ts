/** A deployment whose bus `billing` has an archive and two rules, an hour after the archive was made. */
import { CreateArchiveCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { expect } from "vitest";
import type { DeployedContext } from "../../../../src/operate/deployed/context.ts";
import { type LocalDeployment, localDeployment } from "../support/local-context.ts";

export const busName = "hooks-prod-billing";
export const hourMs = 3_600_000;
export const base = Math.floor(Date.now() / 1000) * 1000;
/** The clock of the command: an hour after the archive was made. */
export const later = (): number => base + hourMs;
/** Waits that nobody needs here. */
export const times = { settleMs: 0, tailMs: 0 };

/** The deployment, and what came to its queues. */
export interface ArchivedDeployment {
  readonly deployment: LocalDeployment;
  readonly context: DeployedContext;
  readonly invoicesUrl: string;
  /** Takes what a queue has. */
  received(url: string): Promise<readonly { readonly id: string; readonly replay: string | undefined }[]>;
  /** Puts four events, and takes from the queues what comes of them at once. */
  history(): Promise<void>;
}

const event = (id: string, type: string, entity: string, bridgesource = "acme-stripe") => ({
  EventBusName: busName,
  Source: "com.stripe",
  DetailType: type,
  Time: new Date(base + 60_000),
  Detail: JSON.stringify({ id, type, entity, bridgesource }),
});

export async function archivedDeployment(): Promise<ArchivedDeployment> {
  const deployment = await localDeployment();
  const context = { ...deployment.context, now: later };
  const queue = await deployment.queue("invoices");
  const EventSourceArn = context.buses[0]?.arn;
  await deployment.eventBridge.send(
    new CreateArchiveCommand({ ArchiveName: "billing", EventSourceArn, RetentionDays: 7 }),
  );
  await deployment.rule("invoices", { detail: { entity: ["invoice"] } }, [{ Id: "q", Arn: queue.arn }]);
  const all = await deployment.queue("all");
  await deployment.rule("all", { source: [{ prefix: "" }] }, [{ Id: "q", Arn: all.arn }]);

  const received: ArchivedDeployment["received"] = async (url) => {
    const found: { id: string; replay: string | undefined }[] = [];
    for (let empty = 0; empty < 4; ) {
      const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await deployment.sqs.send(command);
      for (const { Body = "{}" } of Messages) {
        const { detail, "replay-name": replay } = JSON.parse(Body);
        found.push({ id: detail.id, replay });
      }
      empty = Messages.length > 0 ? 0 : empty + 1;
      await new Promise((done) => setTimeout(done, 50));
    }
    return found;
  };
  return {
    deployment,
    context,
    invoicesUrl: queue.url,
    received,
    async history() {
      const Entries = [
        event("1", "invoice.paid", "invoice"),
        event("2", "invoice.voided", "invoice"),
        event("3", "customer.created", "customer"),
        event("4", "invoice.paid", "invoice", "other-stripe"),
      ];
      await deployment.eventBridge.send(new PutEventsCommand({ Entries }));
      expect(await received(queue.url)).toHaveLength(3);
    },
  };
}
