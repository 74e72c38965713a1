import bridge from "#bridge.config";
import { receiveHandler } from "../../src/aws/receive-handler.ts";
import { readEnvironment } from "../../src/config/environment.ts";

/** API Gateway (HTTP API, function URL, REST API) or a load balancer → the delivery queue. */
export const handler = receiveHandler(bridge, readEnvironment());
