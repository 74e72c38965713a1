import type { BusConfig } from "../../config/define-bridge.ts";
import type { Deployment } from "../deployment.ts";
import { arnOf, logicalName, type Resources, retained } from "../template.ts";

/** The logical id of a bus. */
export const busId = (name: string): string => `${logicalName(name)}Bus`;

function busAndArchive(deployment: Deployment, name: string, { archiveDays = 0 }: BusConfig): Resources {
  const id = busId(name);
  const fullName = deployment.busPrefix + name;
  return {
    // Other teams' rules hang on it, and EventBridge drops in silence what goes to a bus that is gone.
    [id]: retained({ Type: "AWS::Events::EventBus", Properties: { Name: fullName } }),
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
  };
}

/** Every bus of the configuration, with what hangs on it. */
export function buses(deployment: Deployment): Resources {
  return Object.assign(
    {},
    ...Array.from(deployment.bridge.buses, ([name, bus]) => busAndArchive(deployment, name, bus)),
  ) as Resources;
}
