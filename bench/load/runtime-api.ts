import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One execution environment as Lambda's Runtime API sees it. */
export interface RuntimeApi {
  /** `host:port`, for AWS_LAMBDA_RUNTIME_API. */
  readonly address: string;
  /** Resolves when the runtime asks for its first event: initialization is over. */
  readonly ready: Promise<void>;
  /** Hands an event over. @returns what the function answered, parsed @throws what it failed with */
  invoke(event: object): Promise<unknown>;
  close(): void;
}

/**
 * Lambda's side of a runtime: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html, as much as a runtime interface client
 * needs to be initialized and invoked.
 */
export async function startRuntimeApi(): Promise<RuntimeApi> {
  let asking: ServerResponse | undefined;
  let announce = (): void => {};
  const ready = new Promise<void>((resolve) => {
    announce = resolve;
  });
  let settle: { resolve(value: unknown): void; reject(error: Error): void } | undefined;
  const server = createServer(async (request, response) => {
    if (request.url?.endsWith("/invocation/next")) {
      asking = response;
      announce();
      return;
    }
    const body = await text(request);
    response.writeHead(202).end();
    if (request.url?.endsWith("/response")) settle?.resolve(JSON.parse(body));
    else settle?.reject(new Error(`${request.url}: ${body}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ready,
    async invoke(event) {
      while (!asking) await new Promise((resolve) => setTimeout(resolve, 1));
      const next = asking;
      asking = undefined;
      const answered = new Promise((resolve, reject) => {
        settle = { resolve, reject };
      });
      next
        .writeHead(200, {
          "content-type": "application/json",
          "lambda-runtime-aws-request-id": crypto.randomUUID(),
          "lambda-runtime-deadline-ms": String(Date.now() + 30_000),
          "lambda-runtime-invoked-function-arn": "arn:aws:lambda:us-east-1:000000000000:function:bench",
        })
        .end(JSON.stringify(event));
      return answered;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
