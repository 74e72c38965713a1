import type { Context, Hono } from "hono";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { PageFile } from "./bundle-page.ts";
import { pageFiles } from "./page-files.ts";
import { iconSvg, pageHtml } from "./page-html.ts";
import { pagePaths } from "./page-paths.ts";

/** No exceptions: everything comes from here, nothing that stands in the HTML runs, and no text becomes HTML or a script. */
const contentPolicy =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
  "require-trusted-types-for 'script'; trusted-types 'none'";

/** What the page is made for. */
export interface PageOptions {
  readonly bridge: RunningBridge;
  /** What its requests that change something bring. */
  readonly token: string;
}

const immutable = (context: Context, { text }: PageFile, type: string): Response =>
  context.body(text, 200, { "content-type": type, "cache-control": "public, max-age=31536000, immutable" });

/** Adds the page: its HTML at all of its paths, and what that loads. */
export function addPage(app: Hono, { bridge, token }: PageOptions): void {
  const page = async (context: Context, status: 200 | 404): Promise<Response> =>
    context.html(pageHtml(bridge.place, await pageFiles(), token), status, {
      "cache-control": "no-store",
      "content-security-policy": contentPolicy,
      "cross-origin-opener-policy": "same-origin",
      "referrer-policy": "no-referrer",
    });
  app.on("GET", [...pagePaths], (context) => page(context, 200));
  app.get("/icon.svg", (context) =>
    context.body(iconSvg, 200, { "content-type": "image/svg+xml", "cache-control": "max-age=86400" }),
  );
  app.get("/:file{console\\.\\w+\\.(?:js|css)}", async (context) => {
    const { script, style } = await pageFiles();
    const name = context.req.param("file");
    if (name === script.name) return immutable(context, script, "text/javascript; charset=utf-8");
    if (name === style.name) return immutable(context, style, "text/css; charset=utf-8");
    return context.notFound();
  });
  // A mistyped address: the page says so to people, and the API to programs.
  app.get("*", (context, next) =>
    context.req.header("accept")?.includes("text/html") && !/^\/(?:api|hooks)(?:\/|$)/.test(context.req.path)
      ? page(context, 404)
      : next(),
  );
}
