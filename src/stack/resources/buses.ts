import type { BusConfig } from "../../config/bus-config.ts";
import type { Deployment } from "../deployment.ts";
import { arnOf, logicalName, type Resources, retained } from "../template.ts";
import { busLogs } from "./bus-logs.ts";
import { busPolicies } from "./bus-policies.ts";
import { forwarding } from "./forwarding.ts";

/** The logical id of a bus. */
export const busId = (name: string): string => `${logicalName(name)}Bus`;

/** A bus of the configuration, with its ids and names. */
export interface NamedBus {
  readonly id: string;
  /** In EventBridge. */
  readonly fullName: string;
  readonly config: BusConfig;
}

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
  const named = Array.from(deployment.buses, ([name, config]): NamedBus => {
    return { id: busId(name), fullName: deployment.busPrefix + name, config };
  });
  const parts = named.flatMap((bus) => [busAndArchive(bus), busPolicies(bus)]);
  return Object.assign({}, ...parts, forwarding(deployment, named), busLogs(deployment, named)) as Resources;
}
