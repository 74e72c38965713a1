import { describe, expect, it } from "vitest";
import { besideBridge } from "../support/beside-bridge.ts";

const { run, start, served } = besideBridge();

const idsIn = (out: string): readonly string[] => Array.from(out.matchAll(/letter-\d+/g), ([id]) => id);

describe("list and show", () => {
  it("shows cause and reason, the newest first", async () => {
    const { code, out, err } = await run("dead-letters");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^SINCE \(UTC\) +ID +QUEUE +SOURCE +RECEIVES +CODE +REASON\n/);
    expect(out).toMatch(
      /letter-8 +deliveries +acme-github +5 +event-invalid +The bus function named no bus\./,
    );
    expect(out).toMatch(/letter-6 +deliveries +acme-github +5 +\(attempts used up\)$/m);
    expect(idsIn(out)).toHaveLength(9);
  });

  it.each([
    ["--source billing --limit 2", ["letter-7", "letter-5"]],
    ["--code event-invalid --source billing", ["letter-7", "letter-5", "letter-1"]],
    ["--older-than 2026-11-30T12:01:00Z", ["letter-1", "letter-0"]],
    ["--from 2026-11-30T12:07:30Z", ["letter-8"]],
    ["--text needle-4", ["letter-4"]],
    ["--id letter-2,letter-3", ["letter-3", "letter-2"]],
    ["--queue none", []],
  ])("list %s", async (flags, ids) => {
    expect(idsIn((await run(`dead-letters list ${flags}`)).out)).toEqual(ids);
  });

  it("names the events of a consumer's letters", async () => {
    const { bridge } = served().fake;
    const { deadLetters } = bridge;
    bridge.deadLetters = async (query) => {
      const page = await deadLetters(query);
      const [first, ...others] = page.items;
      return { ...page, items: first ? [{ ...first, type: "com.code.push", event: "e-1" }, ...others] : [] };
    };
    const { out } = await run("dead-letters list");
    expect(out).toMatch(/^SINCE \(UTC\) +ID +QUEUE +SOURCE +EVENT TYPE +EVENT +RECEIVES +CODE +REASON\n/);
    expect(out).toMatch(/letter-8 +deliveries +acme-github +com\.code\.push +e-1 +5 +event-invalid/);
    bridge.deadLetters = deadLetters;
  });

  it("counts by cause", async () => {
    const { out } = await run("dead-letters list --by-cause --source billing");
    expect(out).toMatch(/^COUNT +QUEUE +SOURCE +CODE +FIRST/);
    expect(out).toMatch(/^3 +deliveries +billing +event-invalid +2026-11-30 12:01/m);
    const { out: json } = await run("dead-letters list --by-cause --json");
    const groups: readonly { readonly count: number }[] = JSON.parse(json);
    expect(groups.map(({ count }) => count).sort()).toEqual([1, 2, 3, 3]);
  });

  it("shows one with its message, and as JSON", async () => {
    const { out } = await run("dead-letters show letter-3");
    expect(out).toMatch(/^letter-3\n {2}since +2026-11-30 12:03:00\.000 UTC\n/);
    expect(out).toMatch(/cause +It was received too often.*\n(.*\n)*Message\n {2}\{"v":2,/);
    expect(JSON.parse((await run("dead-letters show letter-1 --json")).out)).toMatchObject({
      id: "letter-1",
      code: "event-invalid",
      message: '{"v":2,"source":"billing","text":"needle-1"}',
    });
    expect((await run("dead-letters show dlv_dead_3")).out).toBe(out);
    expect((await run("dead-letters show none")).code).toBe(2);
    expect((await run("dead-letters show dlv_none")).code).toBe(2);
  });
});

describe("redrive and discard", () => {
  it("a dry run of a redrive says what would become of them", async () => {
    const { code, err } = await run("dead-letters redrive --source billing --dry-run");
    expect(code).toBe(0);
    expect(err).toContain("1 would be published: 1 event on engineering.");
    expect(err).toContain("3 would fail again: event-invalid 3.");
    expect(err).toContain("Subscriptions: builds 1.");
    const { out } = await run("dead-letters redrive --source billing --dry-run --json");
    expect(JSON.parse(out)).toMatchObject({ matched: 4, outlook: { letters: { publish: 1, fail: 3 } } });
    const discarding = await run("dead-letters discard --source billing --dry-run");
    expect(discarding.err).not.toContain("would fail again");
    expect((await run("dead-letters discard --leave-failing --dry-run")).code).toBe(2);
  });

  it.each(["redrive", "discard"])("%s --dry-run counts and changes nothing", async (verb) => {
    const { code, out, err } = await run(`dead-letters ${verb} --source billing --dry-run`);
    expect(code).toBe(0);
    expect(out).toMatch(/^3 +deliveries +billing +event-invalid/m);
    expect(err).toMatch(/^4 dead letters would be (redriven|discarded)\.$/m);
    const json = await run(`dead-letters ${verb} --dry-run --json`);
    expect(JSON.parse(json.out)).toMatchObject({ matched: 9, done: 0, failed: 0, stopped: false });
    expect(served().fake.changes).toEqual([]);
  });

  it.each(["redrive", "discard"])(
    "%s without --yes and without a terminal is refused, with how to call it",
    async (verb) => {
      const { code, out, err } = await run(`dead-letters ${verb} --text it's`, { input: "y\n" });
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^error: There is no terminal to ask/);
      expect(err).toContain(
        `dead-letters ${verb} --text 'it'\\''s' --data-dir ${served().dataDirectory} --yes\n`,
      );
      expect(served().fake.changes).toEqual([]);
    },
  );

  it("says the age twice: refused", async () => {
    const { code, err } = await run("dead-letters redrive --older-than 1h --to 1h --dry-run");
    expect(code).toBe(2);
    expect(err).toMatch(/say the same/);
    expect((await run("dead-letters redrive --per-second 0")).err).toMatch(/over 0/);
  });

  it("stops at Ctrl-C with 130, says so, and the same call goes on with the rest", async () => {
    const words = "dead-letters discard --source billing --yes --per-second";
    const started = start(`${words} 2`);
    const { changes } = served().fake;
    while (changes.length === 0) await new Promise((next) => setTimeout(next, 20));
    started.child.kill("SIGINT");
    const { code, err } = await started.ended;
    expect(code).toBe(130);
    expect(err).toMatch(
      /^Stopped\. The rest is where it was; to go on: npx hookbridge dead-letters discard/m,
    );
    const done = changes.length;
    expect(done).toBeLessThan(4);
    await new Promise((next) => setTimeout(next, 700));
    expect(changes.length).toBeLessThanOrEqual(done + 1);
    const rest = await run(`${words} 1000`);
    expect(rest.code).toBe(0);
    expect(rest.out).toMatch(/^(\d) of \1 dead letters? discarded\.\n$/);
    expect(new Set(changes)).toEqual(new Set([1, 3, 5, 7].map((number) => `discard letter-${number}`)));
  });

  it("tells its progress on stderr while it goes on", async () => {
    const { code, out, err } = await run("dead-letters redrive --yes --per-second 2");
    expect([code, out]).toEqual([0, "5 of 5 dead letters redriven.\n"]);
    expect(err).toMatch(/^\d of 5 redriven$/m);
    expect(err).not.toContain("\u001b");
  }, 20_000);

  it("ends with 1 where some failed", async () => {
    const { bridge } = served().fake;
    const { redrive } = bridge;
    bridge.redrive = async () => ({
      matched: 3,
      done: 2,
      failed: 1,
      passedOver: 0,
      groups: [],
      stopped: false,
    });
    const { code, out, err } = await run("dead-letters redrive --yes");
    bridge.redrive = redrive;
    expect([code, out]).toEqual([1, "2 of 3 dead letters redriven.\n"]);
    expect(err).toMatch(/^1 failed and are where they were: npx hookbridge dead-letters redrive/);
  });
});
