import bridge from "#bridge.config";
import { publishHandler } from "../../src/aws/handlers/publish-handler.ts";
import { readEnvironment } from "../../src/config/environment.ts";

/** The delivery queue → EventBridge buses. */
export const handler = publishHandler(bridge, readEnvironment());
