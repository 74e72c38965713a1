import type { Deployment } from "../../deployment.ts";
import { arnOf, type Resources, retained } from "../../template.ts";
import { busLogs } from "./bus-logs.ts";
import { busPolicies } from "./bus-policies.ts";
import { forwarding } from "./forwarding.ts";
import { type NamedBus, namedBuses } from "./named-bus.ts";

const logLevel = { error: "ERROR", info: "INFO", trace: "TRACE" } as const;

function busAndArchive({ id, fullName, config }: NamedBus): Resources {
  const { archiveDays = 0, log, discoverSchemas } = config;
  return {
    // Other teams have rules on it, and EventBridge silently drops events for a bus that does not exist.
    [id]: retained({
      Type: "AWS::Events::EventBus",
      // No detail: events may be personal data, and many people can read a log.
      Properties: {
        Name: fullName,
        ...(log && { LogConfig: { Level: logLevel[log], IncludeDetail: "NONE" } }),
      },
    }),
    ...(archiveDays > 0 && {
      [`${id}Archive`]: retained({
        Type: "AWS::Events::Archive",
        Properties: {
          SourceArn: arnOf(id),
          RetentionDays: archiveDays,
          Description: `Events of ${fullName}`,
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

/** All buses, with their archives, policies, forwarding and logs. */
export function buses(deployment: Deployment): Resources {
  const named = namedBuses(deployment);
  const parts = named.flatMap((bus) => [busAndArchive(bus), busPolicies(bus)]);
  return Object.assign({}, ...parts, forwarding(deployment, named), busLogs(deployment, named)) as Resources;
}
