import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

it("docs/deploying-otherwise.md shows the CDK app as it is", () => {
  expect(read("../docs/deploying-otherwise.md")).toContain(`\`\`\`typescript\n${read("cdk/app.ts")}\`\`\``);
});
