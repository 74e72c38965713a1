import type { BridgePlace } from "../../operate/state.ts";
import type { PageFiles } from "./bundle-page.ts";

const characterEntities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML, between tags or in quotes. */
const asHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => characterEntities[found] ?? "");

/** The page's icon: a path of four stations, one of them reached last. */
export const iconSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1a1b19"/>' +
  '<path d="M5 16h22" stroke="#72cc92" stroke-width="2"/><g fill="#72cc92"><circle cx="6" cy="16" r="3"/><circle cx="13" cy="16" r="3"/>' +
  '<circle cx="20" cy="16" r="3"/></g><circle cx="26" cy="16" r="4" fill="#fff"/></svg>\n';

/** The page's HTML: nothing of it is a script or a style, which its content security policy would refuse. */
export function pageHtml({ name, stage }: BridgePlace, { script, style }: PageFiles, token: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="token" content="${asHtml(token)}">
<title>${asHtml(name)} · ${asHtml(stage)}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/${asHtml(style.name)}">
<script type="module" blocking="render" src="/${asHtml(script.name)}"></script>
</head>
<body>
<div id="app"></div>
<noscript><p>This page needs JavaScript. <code>npx hookbridge tail</code> and <code>npx hookbridge deliveries</code> show the same in a terminal.</p></noscript>
</body>
</html>
`;
}
