/** The page at `/`: the sources with their URLs, two commands to try, and the routes. */
import type { SourceRow } from "../../../operate/state.ts";

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const routes: readonly (readonly [string, string])[] = [
  ["ANY /hooks/{source}", "webhooks, as deployed"],
  ["GET /api/sources", "the sources"],
  ["GET /api/deliveries", "deliveries and rejections, the newest last"],
  ["GET /api/events", "events on the buses"],
  ["GET /api/dead-letters", "deliveries that could not be published"],
  ["GET /api/stream", "all of these as they happen (server-sent events)"],
  ["POST /api/sources/{source}/sample", "sign a sample and deliver it"],
  ["POST /api/events/{id}/replay", "put an event on its bus again"],
  ["POST /api/dead-letters/redrive", "move dead letters back into the queue"],
];

const tableRow = (...cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

/** The page, as plain HTML without scripts. */
export function renderPage(url: string, sources: readonly SourceRow[]): string {
  const first = sources[0]?.name ?? "{source}";
  const sourceRows = sources.map(({ name, provider, bus, url: hook }) =>
    tableRow(
      escapeHtml(name),
      escapeHtml(provider.name),
      escapeHtml(bus ?? "(chosen for each event)"),
      `<code>${escapeHtml(hook)}</code>`,
    ),
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Hookbridge on this machine</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem 1rem .2rem 0; vertical-align: top; }
pre { background: #f4f4f4; color: #222; padding: .8rem; overflow-x: auto; }
</style>
</head>
<body>
<h1>Hookbridge</h1>
<p>A bridge from SaaS webhooks to Amazon EventBridge, running on this machine with embedded servers in place of AWS.</p>
<h2>Sources</h2>
<table>
<tr><th>Source</th><th>Provider</th><th>Bus</th><th>Webhook URL</th></tr>
${sourceRows.join("\n")}
</table>
<h2>Try it</h2>
<pre>curl -X POST ${escapeHtml(url)}/api/sources/${escapeHtml(first)}/sample
curl ${escapeHtml(url)}/api/events</pre>
<h2>Routes</h2>
<table>
${routes.map(([route, what]) => tableRow(`<code>${escapeHtml(route)}</code>`, escapeHtml(what))).join("\n")}
</table>
</body>
</html>
`;
}
