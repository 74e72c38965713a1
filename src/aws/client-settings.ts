import type { SQSClientConfig } from "@aws-sdk/client-sqs";

/** What every SDK client of the functions is made with. */
export type ClientSettings = Pick<SQSClientConfig, "maxAttempts" | "requestHandler">;

/**
 * The SDK waits for ever by default: a connection that is dead on the other side would hold a delivery until the vendor
 * has given up. Three attempts of these fit the functions' time.
 */
export const clientSettings: ClientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true },
};
