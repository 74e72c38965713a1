import { DescribeEventBusCommand } from "@aws-sdk/client-eventbridge";
import type { DoctorCheck, DoctorFinding } from "../../../doctor/finding.ts";
import { askAws } from "../../ask-aws.ts";
import { type DeployedBus, type DeployedContext, eventBridgeOf } from "../../context.ts";
import type { DeployedSubject } from "../subject.ts";

async function missingBus(context: DeployedContext, bus: DeployedBus): Promise<readonly DoctorFinding[]> {
  try {
    await eventBridgeOf(context, bus).send(new DescribeEventBusCommand({ Name: bus.arn }));
    return [];
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "ResourceNotFoundException") throw error;
    return [
      {
        level: "bad",
        text: `The bus ${bus.name} (${bus.arn}) does not exist: EventBridge drops what is put on it, and says nothing.`,
        remedy: bus.own
          ? "Deploy again under another name of the bus, or create it by hand under this one."
          : "Correct the ARN in bridge.config.ts and deploy, or create the bus.",
      },
    ];
  }
}

/** Buses that are gone. One in another account may not be asked. */
export const busesCheck: DoctorCheck<DeployedSubject> = {
  name: "buses",
  about: "the buses that the bridge puts events on",
  async run({ context }) {
    const askable = context.buses.filter(({ account }) => account === context.account);
    const found = await askAws("read the buses", () =>
      Promise.all(askable.map((bus) => missingBus(context, bus))),
    );
    return found.flat();
  },
};
