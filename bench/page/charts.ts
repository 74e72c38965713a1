/** Charts that GitHub and most editors draw from text (mermaid.js.org/syntax/xyChart.html). */
const list = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === "number" ? Number(value.toPrecision(3)) : `"${value}"`)).join(", ")}]`;

/** The colours of a chart's lines, in their order. */
export const lineColours = ["blue", "orange", "red"] as const;

const theme = { themeVariables: { xyChart: { plotColorPalette: "#1f6feb, #e08a00, #cf222e" } } };

const chart = (head: string, lines: readonly string[]): string =>
  [
    "```mermaid",
    `%%{init: ${JSON.stringify(theme)}}%%`,
    head,
    ...lines.map((line) => `  ${line}`),
    "```",
  ].join("\n");

/** One bar for each name, from the top down. */
export const barChart = (
  title: string,
  unit: string,
  bars: readonly (readonly [name: string, value: number])[],
): string =>
  chart("xychart-beta horizontal", [
    `title "${title}"`,
    `x-axis ${list(bars.map(([name]) => name))}`,
    `y-axis "${unit}" 0 --> ${Number(Math.max(...bars.map(([, value]) => value)).toPrecision(2)) * 1.05}`,
    `bar ${list(bars.map(([, value]) => value))}`,
  ]);

/** Lines over the same time, which begins at 0. */
export function lineChart(
  title: string,
  { unit, until }: { readonly unit: string; readonly until: number },
  axis: string,
  lines: readonly (readonly number[])[],
): string {
  const most = Math.max(...lines.flat());
  return chart("xychart-beta", [
    `title "${title}"`,
    `x-axis "${unit}" 0 --> ${until}`,
    `y-axis "${axis}" 0 --> ${Number((most * 1.05).toPrecision(2))}`,
    ...lines.map((values) => `line ${list(values)}`),
  ]);
}
