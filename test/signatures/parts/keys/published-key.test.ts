import { expect, it } from "vitest";
import { rejected } from "../../../../src/core/outcome.ts";
import { publishedKey } from "../../../../src/signatures/parts/keys/published-key.ts";
import type { KeyQuery } from "../../../../src/signatures/scheme.ts";

const url = "https://keys.example/a?b";

/** What is read at a text, and how it was asked for. */
function page(text: Awaited<ReturnType<Parameters<typeof publishedKey>[1]>>) {
  const asked: [string, KeyQuery][] = [];
  const fetchText = async (...given: [string, KeyQuery]) => {
    asked.push(given);
    return text;
  };
  const read = (found: string) => (found === "busy" ? undefined : { found });
  const of = (fresh: boolean) => publishedKey(url, fetchText, read, { isNamed: true, fresh });
  return { asked, of };
}

it.each([true, false])("is fetched once (fresh: %s)", async (fresh) => {
  const { asked, of } = page("key");
  expect(await of(fresh)).toEqual({ ok: true, key: { found: "key" } });
  expect(asked).toMatchObject([[url, { isNamed: true, fresh }]]);
});

it("tells its port which texts are keys", async () => {
  const { asked, of } = page("key");
  await of(false);
  expect(["key", "busy"].map((text) => asked[0]?.[1].isKey(text))).toEqual([true, false]);
});

it("is refused as its port refuses it", async () => {
  expect(await page(rejected("key-unknown")).of(false)).toEqual({ ok: false, reason: "key-unknown" });
});

it("is a fault of ours when the text is not a key", async () => {
  const { asked, of } = page("busy");
  await expect(of(false)).rejects.toMatchObject({
    code: "key-fetch-failed",
    message: "The text from keys.example is not a key: the host probably answered with an error page.",
    remedy:
      "Wait for the vendor's retry. If it fails again, compare the source's provider and secret with the vendor's documentation.",
  });
  expect(asked).toHaveLength(1);
});
