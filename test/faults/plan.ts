import { publishHandler } from "../../src/aws/handlers/publish-handler.ts";
import { receiveHandler } from "../../src/aws/handlers/receive-handler.ts";
import { environment } from "./bridge.ts";
import type { Plan } from "./simulation.ts";

/** The bridge as it is deployed: the handlers that `functions/` exports, with the simulated network. */
export function realPlan(seed: number, deliveries: number): Plan {
  // The SDK looks for these before it signs; nobody checks them here.
  const { env } = process;
  env.AWS_REGION = "us-east-1";
  env.AWS_ACCESS_KEY_ID = "simulated";
  env.AWS_SECRET_ACCESS_KEY = "simulated";
  return {
    seed,
    deliveries,
    door: seed % 3 === 0 ? "buffer" : "gateway",
    receive: (settings, bridge) => receiveHandler(bridge, environment, settings),
    publish: (settings, bridge) => publishHandler(bridge, environment, settings),
  };
}
