/** The page at `/`: the sources with their URLs, commands to try, and the routes. */
import type { Hono } from "hono";
import type { RunningBridge } from "../operate/bridge.ts";
import type { SourceRow } from "../operate/state.ts";

const pageEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const asHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => pageEscapes[character] ?? character);

const apiRoutes: readonly (readonly [string, string])[] = [
  ["ANY /hooks/{source}", "webhooks, as deployed"],
  ["GET /api/place", "which bridge this is"],
  ["GET /api/overview", "figures of the last hour, and what needs attention"],
  ["GET /api/sources[/{name}]", "the sources; one with the steps in its vendor's console"],
  ["POST /api/sources/{name}/sample", "sign a recorded request and deliver it"],
  ["GET /api/requests[/{id}]", "everything that came; one step by step"],
  ["POST /api/requests/{id}/explain", "why it was refused"],
  ["GET /api/deliveries[/{id}]", "what was accepted"],
  ["GET /api/events[/{id}]", "events on the buses; one with what rules did with it"],
  ["POST /api/events/{id}/replay", "put an event on its bus again"],
  ["POST /api/replays", "put the events of a time range on their bus again"],
  ["GET /api/dead-letters[/{id}]", "deliveries that could not be published"],
  ["GET /api/dead-letters/groups", "the same by cause"],
  ["POST /api/dead-letters/redrive", "move dead letters back into their queue"],
  ["POST /api/dead-letters/discard", "delete dead letters"],
  ["GET /api/subscriptions[/{name}]", "consumers of the buses"],
  ["POST /api/subscriptions/{name}/pause", "hold its events in its queue; …/resume goes on"],
  ["POST /api/patterns/test", "EventBridge's verdict on a pattern and an event"],
  ["GET /api/stream", "all of this as it happens (server-sent events)"],
];

const htmlRow = (...cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

const sourceHtml = ({ name, provider, bus, url }: SourceRow): string =>
  htmlRow(
    asHtml(name),
    asHtml(provider.name),
    asHtml(bus ?? "(chosen for each event)"),
    `<code>${asHtml(url)}</code>`,
  );

/** The page, as plain HTML without scripts. */
function plainHtml(name: string, sources: readonly SourceRow[]): string {
  const first = sources[0]?.name ?? "{source}";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${asHtml(name)}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; }
pre { background: #f4f4f4; color: #222; padding: .8rem; overflow-x: auto; }
</style>
</head>
<body>
<h1>${asHtml(name)}</h1>
<p>A bridge from SaaS webhooks to Amazon EventBridge.</p>
<h2>Sources</h2>
<table>
<tr><th>Source</th><th>Provider</th><th>Bus</th><th>Webhook URL</th></tr>
${sources.map(sourceHtml).join("\n")}
</table>
<h2>Try it</h2>
<pre>npx hookbridge send ${asHtml(first)}
npx hookbridge tail
npx hookbridge deliveries</pre>
<h2>Routes</h2>
<table>
${apiRoutes.map(([route, what]) => htmlRow(`<code>${asHtml(route)}</code>`, asHtml(what))).join("\n")}
</table>
</body>
</html>
`;
}

/** Adds the page. */
export function addPlainPage(app: Hono, { bridge }: { readonly bridge: RunningBridge }): void {
  app.get("/", async (context) => context.html(plainHtml(bridge.place.name, await bridge.sources())));
}
