import { Hono } from "hono";
import type { Emitter } from "../emitter.ts";
import { sourceViews } from "../source-view.ts";
import { type Actions, addActions } from "./actions.ts";
import { addLists, type Listed } from "./lists.ts";
import { localOnly } from "./local-only.ts";
import { renderPage } from "./page.ts";
import { streamOf } from "./stream.ts";

/** What the API shows and does. */
export interface ApiOptions extends Listed, Omit<Actions, keyof Listed> {
  /** Where the runtime listens. */
  readonly url: string;
  /** What vendors call, if that is another URL. */
  readonly publicUrl: string | undefined;
  readonly emitter: Emitter;
  readonly onFailure: (error: unknown) => void;
}

/** The runtime's API and its page. */
export interface Api {
  readonly app: Hono;
  /** Ends the streams, which would otherwise keep the server from closing. */
  closeStreams(): void;
}

/** Puts the routes together. */
export function makeApi(options: ApiOptions): Api {
  const app = new Hono();
  app.use(localOnly);
  app.onError((error, context) => {
    options.onFailure(error);
    return context.json({ error: "internal", message: error.message }, 500);
  });
  app.notFound((context) =>
    context.json({ error: "not-found", message: "No such route; GET / lists them." }, 404),
  );
  const views = sourceViews(options.sources.values(), options.publicUrl ?? options.url);
  const stream = streamOf(options.emitter);
  app.get("/", (context) => context.html(renderPage(options.url, views)));
  app.get("/api/stream", stream.route);
  addLists(app, options, views);
  addActions(app, options);
  return { app, closeStreams: stream.close };
}
