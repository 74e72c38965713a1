import { gatewayEvent, type HttpApiEvent } from "../../src/local/lambda/gateway/gateway-event.ts";

/** What a function is told of its call. */
export const lambdaContext = {
  awsRequestId: "bench",
  functionName: "bench",
  getRemainingTimeInMillis: () => 60_000,
};

/** A request to the source `github` as an HTTP API hands it over. */
export const toGithub = (rawHeaders: readonly string[], body: Uint8Array): HttpApiEvent =>
  gatewayEvent(
    {
      method: "POST",
      target: "/hooks/github",
      rawHeaders,
      body,
      httpVersion: "1.1",
      sourceIp: "192.0.2.1",
    },
    {
      routeKey: "ANY /hooks/{source}",
      pathParameters: { source: "github" },
      account: "000000000000",
      domainName: "hooks.example.com",
      protocol: "https",
      port: "443",
      now: Date.now(),
    },
  );
