import type { MiddlewareHandler } from "hono";
import { forbidden, isLocalCall } from "../../local/aws/local-callers.ts";
import { ApiFailure } from "../api-failure.ts";

/** Headers that tunnels and proxies add, also those that rewrite Host to our own name. */
const forwardingHeader =
  /^(?:cdn-loop|cf-.*|fly-client-ip|forwarded|ngrok-.*|tailscale-.*|true-client-ip|via|x-forwarded-.*|x-original-.*|x-real-ip)$/;

/**
 * True where a browser says that a page of another site asks for data or embeds it. Such a call has no Origin when it is a GET. A link to here is
 * none: it opens the page in a window of its own.
 */
const isOfAnotherSite = (headers: Readonly<Record<string, string>>): boolean =>
  headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate";

/** Refuses calls from pages of other origins, and those that come through a tunnel, which is there for webhooks only. */
export const ownMachineOnly: MiddlewareHandler = async (context, next) => {
  const headers = context.req.header();
  if (
    !isLocalCall(headers) ||
    isOfAnotherSite(headers) ||
    Object.keys(headers).some((name) => forwardingHeader.test(name))
  )
    throw new ApiFailure(403, {
      ...forbidden,
      remedy: "Call it by its own address, as running.json in the data directory has it.",
    });
  await next();
};
