/** Keeps pages of other origins away from servers on this machine, whose ports they can find by trying. */
import type { Server } from "node:http";

const localHosts = new Set(["127.0.0.1", "localhost", "[::1]"]);

function isLocal(origin: string): boolean {
  return URL.canParse(origin) && localHosts.has(new URL(origin).hostname);
}

/** The headers that say who calls. */
interface Caller {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
}

/**
 * False for a call from a page of another origin. With DNS rebinding, its Host header is foreign; if it calls us by our own name, its
 * Origin header is.
 */
export const isLocalCall = ({ host, origin }: Caller): boolean =>
  host !== undefined && isLocal(`http://${host}`) && (origin === undefined || isLocal(origin));

/** The body of the 403 answer. */
export const forbidden = {
  error: "forbidden",
  message:
    "Only pages and programs on this machine may call this server, and not through a proxy. Use http://127.0.0.1.",
} as const;

/** Makes a server answer 403 to every call that is not local. @returns the server */
export function guarded<Guarded extends Server>(server: Guarded): Guarded {
  const listeners = server.listeners("request");
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (isLocalCall(request.headers)) {
      for (const listener of listeners) listener.call(server, request, response);
    } else response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify(forbidden));
  });
  return server;
}
