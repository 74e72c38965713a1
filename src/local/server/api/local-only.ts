import type { MiddlewareHandler } from "hono";
import { forbidden, isLocalCall } from "../../aws/local-callers.ts";

/** Headers that tunnels and proxies add, also those that rewrite Host to our own name. */
const proxyHeaders = ["cf-connecting-ip", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/** Refuses API calls from pages of other origins, and those that come through a tunnel, which is there for webhooks only. */
export const localOnly: MiddlewareHandler = async (context, next) => {
  const headers = context.req.header();
  if (!isLocalCall(headers) || proxyHeaders.some((name) => headers[name] !== undefined))
    return context.json(forbidden, 403);
  await next();
  context.header("x-content-type-options", "nosniff");
  context.header("cross-origin-resource-policy", "same-origin");
};
