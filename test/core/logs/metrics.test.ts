import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { metricUnits } from "../../../src/core/logs/metrics.ts";

const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

it("docs/configuration.md has every metric with its unit, and what the code says of it", () => {
  const [, section = ""] = read("docs/configuration.md").split(/<!-- (?:begin|end) metrics[^>]*-->\n/);
  const comments = read("src/core/logs/metrics.ts").matchAll(/\/\*\* (.+)\. \*\/\n {2}(\w+): /g);
  const rows = Array.from(comments, ([, what = "", name = ""]) => {
    const unit = metricUnits[name as keyof typeof metricUnits];
    return `| \`${name}\` | ${unit} | ${what.charAt(0).toLowerCase()}${what.slice(1)} |`;
  });
  expect(rows).toHaveLength(Object.keys(metricUnits).length);
  expect(section.trimEnd().split("\n").slice(2)).toEqual(rows);
});
