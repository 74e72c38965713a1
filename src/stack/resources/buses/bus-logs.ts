import type { Deployment } from "../../deployment.ts";
import { logGroup } from "../../log-group.ts";
import { arnOf, type Resources, ref } from "../../template.ts";
import type { NamedBus } from "./named-bus.ts";

/** Log types of each level. */
const records = {
  error: ["ERROR_LOGS"],
  info: ["ERROR_LOGS", "INFO_LOGS"],
  trace: ["ERROR_LOGS", "INFO_LOGS", "TRACE_LOGS"],
} as const;

/** Name of a log delivery source, in which CloudWatch allows no dots. */
export const logSourceName = (fullName: string, kind: string): string =>
  `${fullName.replaceAll(".", "-")}-${kind}`;

/** EventBridge's own log of the buses, in one log group. */
export function busLogs(deployment: Deployment, buses: readonly NamedBus[]): Resources {
  const logged = buses.filter(({ config }) => config.log);
  if (logged.length === 0) return {};
  const deliveries = logged.flatMap(({ id, fullName, config: { log = "error" } }) =>
    records[log].map((LogType): Resources => {
      const kind = LogType.toLowerCase().replace("_logs", "");
      const suffix = kind.replace(/^./, (first) => first.toUpperCase());
      return {
        [`${id}LogSource${suffix}`]: {
          Type: "AWS::Logs::DeliverySource",
          Properties: { Name: logSourceName(fullName, kind), ResourceArn: arnOf(id), LogType },
        },
        [`${id}LogDelivery${suffix}`]: {
          Type: "AWS::Logs::Delivery",
          Properties: {
            DeliverySourceName: ref(`${id}LogSource${suffix}`),
            DeliveryDestinationArn: arnOf("BusLogDestination"),
          },
        },
      };
    }),
  );
  return Object.assign(
    {
      BusLogGroup: logGroup(deployment, `/aws/vendedlogs/events/${deployment.prefix}`),
      BusLogDestination: {
        Type: "AWS::Logs::DeliveryDestination",
        Properties: {
          Name: `${deployment.prefix}-buses`,
          DestinationResourceArn: arnOf("BusLogGroup"),
        },
      },
    },
    ...deliveries,
  ) as Resources;
}
