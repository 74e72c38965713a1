/**
 * One line a request in the gateway's log, as JSON. The route and not the path is logged: a path may hold what was sent
 * by mistake.
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
