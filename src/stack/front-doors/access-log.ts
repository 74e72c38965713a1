/**
 * One JSON line a request in the gateway's log. It has the route and not the path, because a path may contain a secret by mistake.
 */
export const accessLogFormat = JSON.stringify({
  requestId: "$context.requestId",
  time: "$context.requestTime",
  method: "$context.httpMethod",
  route: "$context.routeKey",
  status: "$context.status",
  bytes: "$context.responseLength",
  latency: "$context.responseLatency",
  address: "$context.identity.sourceIp",
  error: "$context.error.message",
});
