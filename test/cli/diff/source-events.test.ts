import { describe, expect, it } from "vitest";
import { eventsOfRequest, type RequestEvents } from "../../../src/cli/diff/source-events.ts";
import type { Source } from "../../../src/core/source.ts";
import { github, slack } from "../../../src/providers/index.ts";
import { recordedDeliveries } from "../../../src/recorded/fixtures.ts";
import { fixturesFolder, fixturesOf } from "../../support/fixtures.ts";

const [opened] = recordedDeliveries(fixturesFolder("github")).filter(({ name }) => name === "issue-opened");
const source: Source = { name: "acme-github", provider: github, bus: "events", maxBodyBytes: 1_000_000 };

async function events(changes: Partial<Source>): Promise<RequestEvents> {
  if (!opened) throw new Error("github has no recorded issue-opened");
  return eventsOfRequest({ ...source, ...changes }, opened, new Set(["events", "issues"]));
}

describe("the events of a recorded request", () => {
  it("are what the bridge publishes, and what its recording says", async () => {
    const fixture = fixturesOf("github").find(({ name }) => name === "issue-opened");
    const [recorded] = fixture?.outcome === "accepted" ? fixture.events : [];
    const { events: list, request } = await events({});
    expect(request).toBe(opened?.hash);
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ ...recorded, type: "com.github.issues.opened", bus: "events" });
  });

  it("are the same on every run", async () => {
    expect(await events({})).toEqual(await events({}));
  });

  it("go to the bus that the configuration says", async () => {
    const { events: list } = await events({
      bus: ({ entity }) => (entity === "issue" ? "issues" : "events"),
    });
    expect(list.map(({ bus }) => bus)).toEqual(["issues"]);
  });

  it("have another payload and no redacted attribute with `redact`", async () => {
    const [plain] = (await events({})).events;
    const [redacted] = (await events({ redact: ["/issue/number"] })).events;
    expect(redacted?.data).not.toBe(plain?.data);
    expect([plain?.subject, redacted?.subject]).toEqual(["1347", undefined]);
  });

  it("are counted where `accept` drops them", async () => {
    expect(await events({ accept: ["push"] })).toEqual({ request: opened?.hash, events: [], dropped: 1 });
  });

  it.each([
    ["the scheme does not accept the request", { provider: slack }, "signature-missing"],
    ["the request is too large", { maxBodyBytes: 10 }, "body-too-large"],
    ["the bus does not exist", { bus: () => "elsewhere" }, "event-invalid"],
  ] as const)("are none where %s, and the reason is named", async (_, changes, failure) => {
    expect(await events(changes)).toMatchObject({ events: [], failure });
  });
});
