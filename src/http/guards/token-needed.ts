import type { MiddlewareHandler } from "hono";
import { sha256 } from "../../core/sha256.ts";
import { ApiFailure } from "../api-failure.ts";

/** Methods that change nothing. */
const readingMethods = ["GET", "HEAD"];

/** Refuses requests that could change something and come from somebody who can't read this user's files. */
export function tokenNeeded(token: string): MiddlewareHandler {
  // Hashes are compared, so that the time of the comparison tells nothing of the token.
  const expected = sha256([`Bearer ${token}`]);
  return async (context, next) => {
    if (
      !readingMethods.includes(context.req.method) &&
      sha256([context.req.header("authorization") ?? ""]) !== expected
    ) {
      context.header("www-authenticate", "Bearer");
      throw new ApiFailure(401, {
        error: "unauthorized",
        message: "A request that is not GET needs the token of the running bridge.",
        remedy: "Send the header `authorization: Bearer <token>`, with `token` of <data-dir>/running.json.",
      });
    }
    await next();
  };
}
