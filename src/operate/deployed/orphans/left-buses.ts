import {
  type Archive,
  type EventBus,
  ListArchivesCommand,
  ListEventBusesCommand,
  ListTagsForResourceCommand,
} from "@aws-sdk/client-eventbridge";
import { askAws } from "../ask-aws.ts";
import { type Orphan, type OrphanScene, whyRetained } from "./orphan.ts";

async function busesNamed({ clients, stackName }: OrphanScene): Promise<readonly EventBus[]> {
  const found: EventBus[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await clients.eventBridge.send(
      new ListEventBusesCommand({ NamePrefix: `${stackName}-`, NextToken }),
    );
    found.push(...(answer.EventBuses ?? []));
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return found;
}

/** A bus of another deployment may have a name that begins alike: `hooks-prod-eu-…` is of the stage `prod-eu`. Its tags tell. */
async function isOfStage({ clients, name, stage }: OrphanScene, { Arn }: EventBus): Promise<boolean> {
  const { Tags = [] } = await clients.eventBridge.send(new ListTagsForResourceCommand({ ResourceARN: Arn }));
  const tagValue = (key: string): string | undefined => Tags.find(({ Key }) => Key === key)?.Value;
  return (
    (tagValue("hookbridge:stage") ?? stage) === stage && (tagValue("hookbridge:deployment") ?? name) === name
  );
}

async function archivesOf({ clients }: OrphanScene, EventSourceArn: string): Promise<readonly Archive[]> {
  const { Archives = [] } = await clients.eventBridge.send(new ListArchivesCommand({ EventSourceArn }));
  return Archives;
}

/** Buses of this stage that its stack does not have any more, with their archives. Other teams' rules may still be on them. */
export function leftBuses(scene: OrphanScene): Promise<readonly Orphan[]> {
  const { owned, region } = scene;
  return askAws("look for buses of former stacks", async () => {
    const found: Orphan[] = [];
    for (const bus of await busesNamed(scene)) {
      const { Name = "", Arn = "" } = bus;
      if (owned.has(Name) || !(await isOfStage(scene, bus))) continue;
      for (const { ArchiveName = "" } of await archivesOf(scene, Arn))
        found.push({
          kind: "archive",
          name: ArchiveName,
          why: `It keeps the events of the bus ${Name}, which the stack does not have any more.`,
          command: `aws events delete-archive --region ${region} --archive-name ${ArchiveName}`,
        });
      found.push({
        kind: "bus",
        name: Name,
        why: `${whyRetained(scene)} Look first whether other teams have rules on it.`,
        command: `aws events delete-event-bus --region ${region} --name ${Name}`,
      });
    }
    return found;
  });
}
