import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { eventChanges, type SourceChange } from "../../src/cli/diff/event-changes.ts";
import { providerIds } from "../support/contract-kit.ts";
import { eventsSection, unnamedChanges } from "./changelog.ts";
import { eventsNow, lastVersion } from "./event-list.ts";

const changelog = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");

/** A change of the recorded events of one provider. */
const change = (provider: string, ...whats: SourceChange["differences"][number]["what"][]): SourceChange => ({
  source: provider,
  provider,
  kind: "events",
  differences: whats.map((what) => ({ request: "order", what, before: "1", after: "2" })),
  notCompared: [],
});

describe("what changes in events since the last version", () => {
  it("is in the changelog, under Events, by attribute and provider", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const before = lastVersion();
    expect(Object.keys(before.sources).length).toBeGreaterThan(200);
    expect(unnamedChanges(eventChanges(before, await eventsNow(version)), eventsSection(changelog))).toEqual(
      [],
    );
  });

  it("is compared with a version that had each of its providers", () => {
    expect(providerIds).toEqual(expect.arrayContaining(Object.keys(lastVersion().sources)));
  });
});

describe("a changelog", () => {
  const section =
    "- **Ids** and more changed at `one`,\n  `two`; **subject** of `three`.\n- **Words**: of `four`\n";

  it.each([
    ["one", "id"],
    ["two", "id"],
    ["three", "subject"],
    ["four", "entity"],
    ["four", "action"],
  ] as const)("names %s for its %s", (provider, what) => {
    expect(unnamedChanges([change(provider, what)], section)).toEqual([]);
  });

  it.each([
    ["three", "id", "**Ids** of `three`"],
    ["one", "subject", "**Subject** of `one`"],
    ["four", "type", "**Type** of `four`"],
    ["one", "key", "**Deduplication keys** of `one`"],
    ["one", "events", "**Number of events** of `one`"],
    ["one", "failure", "**Number of events** of `one`"],
  ] as const)("does not name %s for its %s", (provider, what, missing) => {
    expect(unnamedChanges([change(provider, what)], section)).toEqual([missing]);
  });

  it("need not name a request that was refused before", () => {
    const accepted = { request: "order", what: "failure", before: "signature-missing" } as const;
    expect(unnamedChanges([{ ...change("five"), differences: [accepted] }], section)).toEqual([]);
  });

  it("must name a provider that is gone", () => {
    expect(unnamedChanges([{ ...change("five"), kind: "removed" }], section)).toHaveLength(1);
  });

  it("of several versions has one section for what is not released", () => {
    const versions =
      "## Unreleased\n\n### Events\n\n- new\n\n### Alarms\n\n- x\n\n## 0.1.0\n\n### Events\n\n- old\n";
    expect(eventsSection(versions)).toBe("\n- new\n\n");
    expect(eventsSection("## Unreleased\n\n## 0.1.0\n\n### Events\n\n- old\n")).toBe("");
    expect(() => eventsSection("## 0.1.0\n")).toThrow("Unreleased");
  });
});
