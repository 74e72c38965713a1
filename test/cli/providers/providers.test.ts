import { describe, expect, it } from "vitest";
import { catalogueProviders } from "../../../src/operate/catalogue/find-providers.ts";
import { runHookbridge } from "../support/run-hookbridge.ts";

const run = (words: string) => runHookbridge(words.split(" "));

describe("providers", () => {
  it("lists all, by their ids", () => {
    const { code, out, err } = run("providers");
    expect([code, err]).toEqual([0, ""]);
    const ids = Array.from(out.matchAll(/^([a-z0-9-]+)/gm), ([id]) => id);
    expect(ids.sort()).toEqual([...catalogueProviders.keys()].sort());
  });

  it("finds a part of a name, and what is only spelled like it", () => {
    expect(run("providers shop").out).toMatch(/^ID +NAME +CATEGORY\nshopify +Shopify +Commerce\nshopware /);
    expect(run("providers strpe").out).toMatch(/^stripe +Stripe +Payments$/m);
  });

  it("has the same as JSON", () => {
    const rows: readonly Readonly<Record<string, unknown>>[] = JSON.parse(
      run("providers payments --json").out,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.find(({ id }) => id === "stripe")).toEqual({
      id: "stripe",
      name: "Stripe",
      exported: "stripe",
      otherIds: [],
      category: "Payments",
      docs: expect.stringMatching(/^https:/),
    });
    expect(new Set(rows.map(({ category }) => category))).toEqual(new Set(["Payments"]));
  });

  it("ends with 1 where none is like it", () => {
    const { code, out, err } = run("providers zzzzzzzz --json");
    expect([code, JSON.parse(out)]).toEqual([1, []]);
    expect(err).toContain("npx hookbridge new-provider <id>");
  });
});

describe("provider", () => {
  it("says how it signs, what its events are, shows one and a configuration", () => {
    const { code, out, err } = run("provider slack");
    expect(code).toBe(0);
    for (const part of [
      /^Slack \(slack\) · .*\nhttps:/,
      /^SET IT UP\n {2}where {8}\S/m,
      /^CONFIGURATION\n {2}import \{ defineBridge \} from "hookbridge";/m,
      /^WHAT IS CHECKED\n {2}verified by {2}HMAC-SHA256/m,
      /^ {2}evidence {5}\S/m,
      /^ {2}deadline {5}3 s$/m,
      /^ {2}handshakes {3}`url-verification`/m,
      /^EVENTS \(\d+ names/m,
      /^AN EVENT \(of the recorded request [\w-]+, shortened\)\n {2}\{\n {4}"source": "com\.slack",/m,
    ])
      expect(out).toMatch(part);
    expect(err).toContain("npx hookbridge add slack");
  });

  it("has the same as JSON, with the whole event", () => {
    const { code, out, err } = run("provider calCom --json");
    expect([code, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({
      id: "cal-com",
      exported: "calCom",
      docs: expect.stringMatching(/^https:/),
      secret: { kind: expect.any(String), origin: expect.any(String), roles: [] },
      verifiedBy: [expect.stringMatching(/HMAC-SHA256/)],
      configuration: expect.stringContaining('"cal-com": { provider: calCom, bus: "main" }'),
      methods: ["POST"],
      triesAgain: expect.any(String),
      events: { count: expect.any(Number), groups: expect.any(Array), whole: expect.any(Boolean) },
      sample: {
        source: expect.any(String),
        detailType: expect.any(String),
        detail: { specversion: "1.0", data: expect.any(Object) },
      },
    });
  });

  it("names similar ones where there is none of this name", () => {
    expect(run("provider gihub")).toEqual({
      code: 2,
      out: "",
      err: 'error: There is no provider "gihub".\n  next:  Similar ids: github.\n',
    });
  });
});
