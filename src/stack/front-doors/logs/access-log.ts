import type { Deployment } from "../../deployment.ts";

const accessLogFields = {
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  // What `receive` answered; "-" when the gateway answered by itself.
  integration: "$context.integration.status",
  bytes: "$context.responseLength",
  latency: "$context.responseLatency",
  address: "$context.identity.sourceIp",
  error: "$context.error.message",
  integrationError: "$context.integrationErrorMessage",
} as const;

/**
 * One JSON line a request in the gateway's log. It has the route and not the path, because a path may contain a secret by mistake. The
 * status is a number, so that a metric filter can compare it.
 */
const formatOf = (fields: Readonly<Record<string, string>>): string =>
  JSON.stringify(fields).replace(`"${accessLogFields.status}"`, accessLogFields.status);

/** The format for an HTTP API. */
export const accessLogFormat = formatOf(accessLogFields);

/** The format for a REST API, which names the route differently, and says what its firewall did. */
export const restLogFormat = formatOf({
  ...accessLogFields,
  route: "$context.resourcePath",
  waf: "$context.wafResponseCode",
});

/** Requests that an API throttled, as a pattern of CloudWatch Logs. A firewall, which only a REST API has, blocks with the same status. */
export const throttledPattern = {
  http: "{ $.status = 429 }",
  rest: '{ ($.status = 429) && ($.waf != "WAF_BLOCK") }',
} as const;

/** The same for a query of Logs Insights. */
export const throttledFilter = {
  http: "filter status = 429",
  rest: 'filter status = 429 and waf != "WAF_BLOCK"',
} as const;

/** The log group of an API's access log. Two names, so that one kind of API can replace the other. */
export const accessLogGroup = ({ prefix }: Deployment, kind: "http" | "rest"): string =>
  `/aws/vendedlogs/apigateway/${prefix}${kind === "rest" ? "-rest" : ""}`;
