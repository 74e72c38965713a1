import { createServer } from "node:http";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { accountConcurrency } from "../../src/aws/account-concurrency.ts";

beforeAll(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "a");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "b");
});
afterAll(() => vi.unstubAllEnvs());

/** What is read when Lambda answers so; and the path that was asked. */
async function answered(status: number, body: object): Promise<unknown> {
  const server = createServer((request, response) => {
    expect(request.url).toMatch(/\/account-settings\/?$/);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => done((server.address() as { port: number }).port));
  });
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);
  try {
    return await accountConcurrency("eu-west-1");
  } finally {
    server.close();
  }
}

it("reads the limit, and what is not set aside", async () => {
  const AccountLimit = { ConcurrentExecutions: 1_000, UnreservedConcurrentExecutions: 900, TotalCodeSize: 1 };
  expect(await answered(200, { AccountLimit })).toEqual({ limit: 1_000, unreserved: 900 });
});

it("throws when AWS refuses, or says nothing of it", async () => {
  await expect(answered(403, { __type: "AccessDeniedException", Message: "no" })).rejects.toThrow();
  await expect(answered(200, {})).rejects.toThrow(/no limits/);
});
