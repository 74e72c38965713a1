import { Hono } from "hono";
import type { RunningBridge } from "../operate/bridge.ts";
import { failureAnswer } from "./api-failure.ts";
import { ownMachineOnly } from "./guards/own-machine-only.ts";
import { tokenNeeded } from "./guards/token-needed.ts";
import { addPage } from "./page/add-page.ts";
import { addEventRoutes } from "./routes/event-routes.ts";
import { addLetterRoutes } from "./routes/letter-routes.ts";
import { addRequestRoutes } from "./routes/request-routes.ts";
import { addStateRoutes } from "./routes/state-routes.ts";
import { addSubscriptionRoutes } from "./routes/subscription-routes.ts";
import { makeStreamRoute, type StreamOptions } from "./stream/stream-route.ts";

/** What the API shows, and for whom. */
export interface AppOptions {
  readonly bridge: RunningBridge;
  /** What requests that are not GET must bring: `token` of running.json. */
  readonly token: string;
  /** Adds `/` and the page's other paths. It may give the token to the page: only this machine's own pages reach it. */
  readonly page?: (app: Hono, options: AppOptions) => void;
  readonly now: () => number;
  /** Gets bugs: an answer says nothing of them. */
  readonly onFailure: (error: unknown) => void;
  readonly stream?: StreamOptions;
}

/** The API and the page as one app. */
export interface BridgeApp {
  readonly app: Hono;
  /** Ends the streams, which would otherwise keep the server from closing. */
  close(): void;
}

/** The header of every answer, by which a client knows that it speaks to a bridge. */
const apiHeader = { name: "x-hookbridge-api", version: "1" } as const;

function addRules(app: Hono, { token, onFailure }: AppOptions): void {
  app.use(async (context, next) => {
    await next();
    context.header(apiHeader.name, apiHeader.version);
    context.header("x-content-type-options", "nosniff");
    context.header("cross-origin-resource-policy", "same-origin");
    context.header("x-frame-options", "DENY");
    // Payloads and the token stay out of a browser's cache.
    if (!context.res.headers.has("cache-control")) context.header("cache-control", "no-store");
  });
  app.use(ownMachineOnly);
  app.use(tokenNeeded(token));
  app.onError((error, context) => {
    const { status, body } = failureAnswer(error);
    if (status === 500) onFailure(error);
    return context.json(body, status);
  });
  app.notFound((context) =>
    context.json(
      { error: "no-such-route", message: "There is no such route.", remedy: "docs/http-api.md lists them." },
      404,
    ),
  );
}

/** The app over a running bridge, of whichever kind. */
export function makeApp(options: AppOptions): BridgeApp {
  const { bridge, onFailure, now, page = addPage } = options;
  const app = new Hono();
  const stream = makeStreamRoute(bridge, onFailure, options.stream);
  addRules(app, options);
  app.get("/api/stream", stream.answer);
  addStateRoutes(app, bridge, now);
  addRequestRoutes(app, bridge);
  addEventRoutes(app, bridge);
  addLetterRoutes(app, bridge, onFailure);
  addSubscriptionRoutes(app, bridge);
  page(app, options);
  return { app, close: stream.close };
}
