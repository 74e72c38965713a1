/** What each kind of front door makes of one request, as live captures show it (test/fixtures/gateway). */
import type { GatewayEvent } from "../../../src/aws/gateway/gateway.ts";
import type { FrontDoor } from "../../../src/config/deployment-options.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { messageOf } from "./buffered-api.ts";

/** The names by which a front door itself is called. */
export const ownNames = {
  "http-api": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
  "function-url": "qwertyuiop.lambda-url.eu-west-1.on.aws",
  "rest-api": "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
} as const;

/** Values by name, in the order of the URL. */
function byName(pairs: Iterable<readonly [string, string]>): Readonly<Record<string, readonly string[]>> {
  const values = Map.groupBy(pairs, ([name]) => name);
  return Object.fromEntries(Array.from(values, ([name, all]) => [name, all.map(([, value]) => value)]));
}

const sorted = (query: string): readonly (readonly [string, string])[] =>
  [...new URLSearchParams(query)].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));

const listed = (headers: ReadonlyMap<string, string>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Array.from(headers, ([name, value]) => [name, [value]]));

type Maker = (request: WebhookRequest, source: string) => object;

const rawEvent =
  (domainName: string): Maker =>
  ({ method, query, headers, body }, source) => ({
    version: "2.0",
    rawPath: `/hooks/${source}`,
    rawQueryString: query,
    headers: Object.fromEntries(headers),
    requestContext: { domainName, http: { method } },
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  });

const makers: { readonly [Kind in Exclude<FrontDoor["kind"], "buffer-first">]: Maker } = {
  "http-api": rawEvent(ownNames["http-api"]),
  "function-url": rawEvent(ownNames["function-url"]),
  // Decoded, and sorted by name.
  "rest-api": ({ method, query, headers, body }, source) => ({
    httpMethod: method,
    path: `/hooks/${source}`,
    headers: Object.fromEntries(headers),
    multiValueHeaders: listed(headers),
    multiValueQueryStringParameters: query === "" ? null : byName(sorted(query)),
    requestContext: { path: `/prod/hooks/${source}`, domainName: ownNames["rest-api"] },
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  }),
  // Not decoded, a bare name like one with an empty value.
  "load-balancer": ({ method, query, headers, body }, source) => ({
    httpMethod: method,
    path: `/hooks/${source}`,
    multiValueHeaders: listed(headers),
    multiValueQueryStringParameters: byName(
      (query === "" ? [] : query.split("&")).map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return [name, value.join("=")];
      }),
    ),
    requestContext: { elb: { targetGroupArn: "arn" } },
    body: Buffer.from(body).toString("base64"),
    isBase64Encoded: true,
  }),
};

/** The event in which a front door hands the request of a source over. */
export const eventBehind = (
  kind: keyof typeof makers,
  request: WebhookRequest,
  source: string,
): GatewayEvent => makers[kind](request, source) as GatewayEvent;

/** The message in which `buffer-first` keeps it: decoded, with one value of each name. */
export const bufferedMessage = (
  { method, query, headers, body }: WebhookRequest,
  source: string,
  at: number,
): string =>
  messageOf({
    method,
    source,
    query: Object.fromEntries(sorted(query)),
    headers: Object.fromEntries(headers),
    body,
    at,
  });
