import { GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";

/** Lambda's concurrency in the account of the credentials: of all functions together, and what is not set aside for single ones. */
export async function accountConcurrency(region: string): Promise<{ limit: number; unreserved: number }> {
  const client = new LambdaClient({ region });
  try {
    const { AccountLimit = {} } = await client.send(new GetAccountSettingsCommand({}));
    const { ConcurrentExecutions: limit, UnreservedConcurrentExecutions: unreserved } = AccountLimit;
    if (limit === undefined || unreserved === undefined) throw new Error("Lambda's answer has no limits.");
    return { limit, unreserved };
  } finally {
    client.destroy();
  }
}
