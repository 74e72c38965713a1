import bridge from "#bridge.config";
import { receiveHandler } from "../../src/aws/handlers/receive-handler.ts";
import { readEnvironment } from "../../src/config/environment.ts";

/**
 * A front door (HTTP API, function URL, REST API, load balancer) or the buffer queue → the delivery queue.
 */
export const handler = receiveHandler(bridge, readEnvironment());

// Lambda counts this as part of the start, which has a whole processor.
await handler.readSecrets();
