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
export const accessLogFormat = JSON.stringify(accessLogFields).replace(
  `"${accessLogFields.status}"`,
  accessLogFields.status,
);
