import type { SQSClientConfig } from "@aws-sdk/client-sqs";

/** Settings of every SDK client in the functions. */
export type ClientSettings = Pick<SQSClientConfig, "maxAttempts" | "requestHandler">;

/**
 * The SDK has no timeout by default: a dead connection would hold a delivery too long. Three such attempts
 * fit the functions' timeout.
 */
export const clientSettings: ClientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};
