import type { MiddlewareHandler } from "hono";

const localHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && localHosts.has(new URL(origin).hostname);
}

/**
 * Refuses requests that a page from elsewhere makes: its name may be made to resolve to 127.0.0.1 (DNS rebinding), but
 * then the Host header is foreign; and where it calls us by our own name, its Origin header is.
 */
export const localOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host");
  const origin = context.req.header("origin");
  if (host === undefined || !isLocal(`http://${host}`) || (origin !== undefined && !isLocal(origin))) {
    return context.json(
      {
        error: "forbidden",
        message: "Only pages and programs of this machine may ask. Use http://127.0.0.1.",
      },
      403,
    );
  }
  await next();
  context.header("x-content-type-options", "nosniff");
  context.header("cross-origin-resource-policy", "same-origin");
};
