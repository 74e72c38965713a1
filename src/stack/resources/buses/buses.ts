import type { Deployment } from "../../deployment.ts";
import { arnOf, type Resources, retained } from "../../template.ts";
import { busLogs } from "./bus-logs.ts";
import { busPolicies } from "./bus-policies.ts";
import { forwarding } from "./forwarding.ts";
import { type NamedBus, namedBuses } from "./named-bus.ts";

const level = { error: "ERROR", info: "INFO", trace: "TRACE" } as const;

function busAndArchive({ id, fullName, config }: NamedBus): Resources {
  const { archiveDays = 0, log, discoverSchemas } = config;
  return {
    // Other teams' rules hang on it, and EventBridge drops in silence what goes to a bus that is gone.
    [id]: retained({
      Type: "AWS::Events::EventBus",
      // The log never holds the events themselves: they may be personal, and a log is read by many.
      Properties: { Name: fullName, ...(log && { LogConfig: { Level: level[log], IncludeDetail: "NONE" } }) },
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

/** Every bus of the configuration, with what hangs on it. */
export function buses(deployment: Deployment): Resources {
  const named = namedBuses(deployment);
  const parts = named.flatMap((bus) => [busAndArchive(bus), busPolicies(bus)]);
  return Object.assign({}, ...parts, forwarding(deployment, named), busLogs(deployment, named)) as Resources;
}
