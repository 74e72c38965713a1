import type { MiddlewareHandler } from "hono";
import { forbidden, isLocalCall } from "../../local/aws/local-callers.ts";
import { ApiFailure } from "../api-failure.ts";

/** Headers that tunnels and proxies add, also those that rewrite Host to our own name. */
const forwardingHeader =
  /^(?:cdn-loop|cf-.*|fly-client-ip|forwarded|ngrok-.*|tailscale-.*|true-client-ip|via|x-forwarded-.*|x-original-.*|x-real-ip)$/;

/** What browsers say of a call by a page of another origin: another port of this machine is one, too. */
const otherOrigins = ["cross-site", "same-site"];

/**
 * True where a browser says that a page of another origin asks for data or embeds it. Such a call has no Origin when it is a GET. A link to here is
 * none: it opens the page in a window of its own.
 */
const isOfOtherPage = (headers: Readonly<Record<string, string>>): boolean =>
  (otherOrigins.includes(headers["sec-fetch-site"] ?? "") && headers["sec-fetch-mode"] !== "navigate") ||
  (headers.origin !== undefined && headers.origin !== `http://${headers.host}`);

/** A frame is navigated to as well, and is no window of its own. */
const isInFrame = (headers: Readonly<Record<string, string>>): boolean =>
  /^(?:i?frame|embed|object)$/.test(headers["sec-fetch-dest"] ?? "");

/** Refuses calls from pages of other origins, and those that come through a tunnel, which is there for webhooks only. */
export const ownMachineOnly: MiddlewareHandler = async (context, next) => {
  const headers = context.req.header();
  if (
    !isLocalCall(headers) ||
    isOfOtherPage(headers) ||
    isInFrame(headers) ||
    Object.keys(headers).some((name) => forwardingHeader.test(name))
  )
    throw new ApiFailure(403, {
      ...forbidden,
      remedy: "Call it by its own address, as running.json in the data directory has it.",
    });
  await next();
};
