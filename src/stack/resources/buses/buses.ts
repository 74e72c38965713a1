import { type Deployment, ids } from "../../deployment.ts";
import { eventEncryption } from "../../encryption.ts";
import { arnOf, type Resources, retained } from "../../template.ts";
import { busLogs } from "./bus-logs.ts";
import { busPolicies, rulesOf } from "./bus-policies.ts";
import { eventDeadLetters } from "./event-dead-letters.ts";
import { forwarding } from "./forwarding.ts";
import { hasBusDeadLetters, type NamedBus, namedBuses } from "./named-bus.ts";

const logLevel = { error: "ERROR", info: "INFO", trace: "TRACE" } as const;

function busAndArchive(deployment: Deployment, { id, fullName, config }: NamedBus): Resources {
  const { archiveDays = 0, log, discoverSchemas } = config;
  const encryption = eventEncryption(deployment);
  return {
    // Other teams have rules on it, and EventBridge silently drops events for a bus that does not exist.
    [id]: retained({
      Type: "AWS::Events::EventBus",
      // No detail: events may be personal data, and many people can read a log.
      Properties: {
        Name: fullName,
        ...(log && { LogConfig: { Level: logLevel[log], IncludeDetail: "NONE" } }),
        ...encryption,
        // An event that can't be encrypted or decrypted, because the key is disabled or gone, is lost without it.
        ...(deployment.options.encryptionKey && { DeadLetterConfig: { Arn: arnOf(ids.busDeadLetters) } }),
      },
    }),
    ...(archiveDays > 0 && {
      [`${id}Archive`]: retained({
        Type: "AWS::Events::Archive",
        Properties: {
          SourceArn: arnOf(id),
          RetentionDays: archiveDays,
          Description: `Events of ${fullName}`,
          ...encryption,
        },
      }),
    }),
    ...(discoverSchemas && {
      [`${id}Schemas`]: {
        Type: "AWS::EventSchemas::Discoverer",
        Properties: { SourceArn: arnOf(id), CrossAccount: false, Description: `Schemas of ${fullName}` },
      },
    }),
  };
}

/** The dead-letter queue of buses with a key: EventBridge keeps no event that it can't encrypt. */
const encryptedDeadLetters = (deployment: Deployment, buses: readonly NamedBus[]): Resources =>
  hasBusDeadLetters(deployment)
    ? eventDeadLetters(deployment, {
        queue: ids.busDeadLetters,
        sid: "BusesMayLeaveEvents",
        sources: buses.flatMap(({ id, fullName }) => [arnOf(id), rulesOf(fullName)]),
      })
    : {};

/** All buses, with their archives, policies, forwarding and logs. */
export function buses(deployment: Deployment): Resources {
  const named = namedBuses(deployment);
  const parts = named.flatMap((bus) => [busAndArchive(deployment, bus), busPolicies(bus)]);
  return Object.assign(
    encryptedDeadLetters(deployment, named),
    ...parts,
    forwarding(deployment, named),
    busLogs(deployment, named),
  ) as Resources;
}
