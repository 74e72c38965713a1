import { describe, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { run, served } = besideBridge();

const idsIn = (out: string): readonly string[] => Array.from(out.matchAll(/(?:dlv|req)_\d+/g), ([id]) => id);

describe("the list", () => {
  it("has the newest first, and says on stderr how to go on", async () => {
    const { code, out, err } = await run("deliveries --limit 3");
    expect(code).toBe(0);
    expect(out).toMatch(/^TIME \(UTC\) +ID +SOURCE +OUTCOME +STATUS +MS +EVENT OR REASON\n/);
    expect(out).toMatch(
      /^2026-11-30 12:39:00\.000 {2}req_39 +billing +refused +401 +4 +signature-mismatch$/m,
    );
    expect(idsIn(out)).toEqual(["req_39", "dlv_38", "dlv_37"]);
    const [, next = ""] = /^3 of 40\. Older ones: npx hookbridge (.*)\n$/.exec(err) ?? [];
    expect(next).toBe(`deliveries --limit 3 --data-dir ${served().dataDirectory} --before dlv_37`);
    const older = await run("deliveries list --limit 3 --before dlv_37");
    expect(idsIn(older.out)).toEqual(["dlv_36", "req_35", "dlv_34"]);
    expect(older.err.match(/--before/g)).toHaveLength(1);
  });

  it.each([
    ["--source billing --limit 2", ["req_39", "dlv_37"]],
    ["--source billing,acme-github --limit 2", ["req_39", "dlv_38"]],
    ["--source billing --source acme-github --limit 2", ["req_39", "dlv_38"]],
    ["--outcome refused --limit 2", ["req_39", "req_35"]],
    ["--accepted --limit 2", ["dlv_38", "dlv_37"]],
    ["--reason signature-mismatch --limit 1", ["req_39"]],
    ["--type com.bill* --limit 1", ["dlv_37"]],
    ["--entity push --action created --limit 1", ["dlv_38"]],
    ["--text lv_1 --limit 1", ["dlv_18"]],
    ["--from 2026-11-30T12:03:00Z --to 2026-11-30T12:05:00Z", ["dlv_5", "dlv_4", "req_3"]],
    ["--after dlv_37", ["req_39", "dlv_38"]],
  ])("%s", async (flags, ids) => {
    expect(idsIn((await run(`deliveries ${flags}`)).out)).toEqual(ids);
  });

  it("says that nothing came, and names the source that a mistyped one may be", async () => {
    const nothing = await run("deliveries --source billing --text nowhere");
    expect(nothing).toEqual({ code: 0, out: "", err: "Nothing that fits came.\n" });
    const { code, out, err } = await run("deliveries --source biling --source nobody");
    expect([code, out]).toEqual([0, ""]);
    expect(err).toContain('There is no source "biling". Is "billing" meant?\n');
    expect(err).toContain('There is no source "nobody": npx hookbridge sources lists them.\n');
  });

  it("is one JSON document with --json, a page as the API has it", async () => {
    const { out, err } = await run("deliveries --json --limit 1 --outcome refused");
    expect(JSON.parse(out)).toMatchObject({
      items: [{ id: "req_39", source: "billing", outcome: "refused", status: 401 }],
      next: "req_39",
      previous: "req_39",
      total: 10,
    });
    expect(err).toBe("");
  });

  it.each([
    ["deliveries --from soon", /Times: 15m, 2h/],
    ["deliveries --outcome refuse", /The outcomes are refused, handshake, failed/],
    ["deliveries --limit 0", /whole number from 1 to 1000/],
    ["deliveries --source a,,b", /empty/],
    ["deliveries --sorce a", /Did you mean --source\?/],
    ["deliveries dlv_1", /too many arguments for 'list'/],
    ["deliveries --outcome refused --region eu-west-1", /--stage dev --region eu-west-1/],
  ])("%s is wrong use", async (words, says) => {
    const { code, out, err } = await run(words);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(says);
  });
});

describe("show", () => {
  it("tells the way of a delivery step by step, to the targets of rules", async () => {
    const { code, out, err } = await run("deliveries show dlv_0");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^dlv_0 {2}published\n/);
    expect(out).toMatch(
      /signature +HMAC-SHA256 of the body; secret 1 of 2 \(the newest\) fits; in header:x-hub/,
    );
    expect(out).toMatch(
      /Steps\n +\+0 ms {2}received\n +\+2 ms {2}verified\n +\+40 ms {2}published +1 event\n +still to come {2}delivered +builds\n/,
    );
    expect(out).toMatch(/Rules for evt-dlv_0\n {4}builds matched\n {6}queue: delivered\n/);
    expect(out).toContain('  {"big":12345678901234567890}\n');
  });

  it("names the next command for a refused request", async () => {
    const { out, err } = await run("deliveries show req_3");
    expect(out).toMatch(/reason +signature-mismatch\n/);
    expect(err).toBe("Why it was refused: npx hookbridge explain req_3\n");
  });

  it("keeps what a vendor sent from the terminal's controls", async () => {
    const { fake } = served();
    const { request } = fake.bridge;
    fake.bridge.request = async (id) => {
      const found = await request(id);
      return found && { ...found, subject: "\u001b[2Jred\u202eder", reason: "a\rb" };
    };
    const { out } = await run("deliveries show dlv_0");
    fake.bridge.request = request;
    expect(out).toMatch(/push {1,2}\[2Jred der/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it("is the whole request as JSON with --json", async () => {
    const { out } = await run("deliveries show dlv_0 --json");
    expect(JSON.parse(out)).toMatchObject({
      id: "dlv_0",
      steps: [{ step: "received", offsetMs: 0 }, {}, {}, { waiting: true }],
      events: [{ id: "evt-dlv_0", delivery: "dlv_0" }],
      explainable: false,
    });
  });

  it("prints the events alone with --events, with their own digits", async () => {
    const { out, err } = await run("deliveries show dlv_0 --events");
    expect(err).toBe("");
    expect(out).toMatch(
      /^\{"version":"0","id":"evt-dlv_0".*"big":12345678901234567890, "float":1E400\}\}\}\n$/,
    );
    expect((await run("deliveries show req_3 --events")).err).toBe(
      "req_3 has no events that are known here.\n",
    );
  });

  it("says where ids are to be found for one that is not there", async () => {
    const { code, out, err } = await run("deliveries show dlv_none");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(
      /^error: There is no request dlv_none.*\n {2}next: {2}npx hookbridge deliveries lists/,
    );
  });
});
