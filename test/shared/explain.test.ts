import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { explain } from "../../src/operate/explain/explain.ts";
import type { CauseWord } from "../../src/operate/explain/explanation.ts";
import { sharedFolder } from "./folder.ts";

// Refused requests with the one cause of each: ../shared/field/explain-causes.md has the format.

interface ExplainLine {
  readonly id: string;
  readonly kind: string;
  readonly provider: string;
  readonly clockMs: number;
  readonly configuredSecrets: readonly string[];
  readonly formerSecrets: readonly string[];
  readonly otherSources: readonly {
    readonly name: string;
    readonly provider: string;
    readonly secrets: readonly string[];
  }[];
  readonly publicUrl: string;
  readonly fetched?: Readonly<Record<string, string>>;
  readonly requestBase64: string;
  readonly cause: CauseWord;
  readonly accept: readonly CauseWord[];
  readonly names?: readonly string[];
}

const lines = readFileSync(resolve(sharedFolder, "field/explain-samples.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as ExplainLine);

let right = 0;

describe("why a request was refused", () => {
  it.each(lines)(
    "$id $kind: $cause",
    async ({ cause, accept, names, requestBase64, fetched = {}, ...line }) => {
      const { id: _, kind: __, ...question } = line;
      const explanation = await explain({
        ...question,
        fetched,
        request: Buffer.from(requestBase64, "base64"),
      });
      const [first] = explanation.causes;
      expect([cause, ...accept]).toContain(first?.cause);
      const text = JSON.stringify(explanation);
      if (names) expect(names.filter((name) => text.includes(name))).not.toEqual([]);
      const { configuredSecrets, formerSecrets, otherSources } = line;
      const secrets = [...configuredSecrets, ...formerSecrets, ...otherSources.flatMap((one) => one.secrets)];
      for (const secret of secrets) expect(text).not.toContain(secret.slice(0, 12));
      right++;
    },
  );

  it("names the cause of every sample", () => {
    console.log(`explain: ${right} of ${lines.length} samples`);
    expect(lines.length).toBeGreaterThanOrEqual(30);
    expect(right).toBe(lines.length);
  });
});
