import type { Server } from "node:http";
import type { MiddlewareHandler } from "hono";

const localHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && localHosts.has(new URL(origin).hostname);
}

/** The headers that tell who asks, as far as they are there. */
interface Caller {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * False for what a page from elsewhere asks: its name may be made to resolve to 127.0.0.1 (DNS rebinding), but then the Host header is
 * foreign; and where it calls us by our own name, its Origin header is.
 */
const isLocalCall = ({ host, origin }: Caller): boolean =>
  host !== undefined && isLocal(`http://${host}`) && (origin === undefined || isLocal(origin));

const refusal = {
  error: "forbidden",
  message: "Only pages and programs of this machine may ask, and through no proxy. Use http://127.0.0.1.",
} as const;

/** What tunnels add to a request, whatever they write into Host. */
const byTunnels = ["cf-connecting-ip", "forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

/** Refuses what a page from elsewhere asks of the API, and what comes through a tunnel, which is there for webhooks. */
export const localOnly: MiddlewareHandler = async (context, next) => {
  const headers = context.req.header();
  if (!isLocalCall(headers) || byTunnels.some((name) => headers[name] !== undefined))
    return context.json(refusal, 403);
  await next();
  context.header("x-content-type-options", "nosniff");
  context.header("cross-origin-resource-policy", "same-origin");
};

/** The same for an embedded server, whose port a page can find by trying. @returns the server */
export function guarded<Guarded extends Server>(server: Guarded): Guarded {
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (isLocalCall(request.headers)) {
      for (const listener of listeners) listener.call(server, request, response);
    } else response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify(refusal));
  });
  return server;
}
