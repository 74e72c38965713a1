import type { MiddlewareHandler } from "hono";
import { forbidden, isLocalCall } from "../../local/aws/local-callers.ts";
import { ApiFailure } from "../api-failure.ts";

/** Headers that tunnels and proxies add, also those that rewrite Host to our own name. */
const forwardingHeaders = [
  "cf-connecting-ip",
  "forwarded",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-real-ip",
];

/** Refuses calls from pages of other origins, and those that come through a tunnel, which is there for webhooks only. */
export const ownMachineOnly: MiddlewareHandler = async (context, next) => {
  const headers = context.req.header();
  if (!isLocalCall(headers) || forwardingHeaders.some((name) => headers[name] !== undefined))
    throw new ApiFailure(403, {
      ...forbidden,
      remedy: "Call it by its own address, as running.json in the data directory has it.",
    });
  await next();
};
