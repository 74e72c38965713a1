import { expect, it } from "vitest";
import { publishedKey } from "../../../../src/signatures/parts/keys/published-key.ts";

const url = "https://keys.example/a?b";

/** What is read at one text and then another, and how it was asked for. */
function page(first: string, second: string) {
  const asked: unknown[][] = [];
  const fetchText = async (...given: [string, boolean?]) => {
    asked.push(given);
    return asked.length === 1 ? first : second;
  };
  const read = (text: string) => (text === "busy" ? undefined : { text });
  return { asked, of: (fresh?: boolean) => publishedKey(url, fetchText, read, fresh) };
}

it("is fetched once when it is readable", async () => {
  const { asked, of } = page("key", "other");
  expect(await of()).toEqual({ text: "key" });
  expect(asked).toEqual([[url, false]]);
});

it("is fetched again when the text is not a key", async () => {
  const { asked, of } = page("busy", "key");
  expect(await of()).toEqual({ text: "key" });
  expect(asked).toEqual([
    [url, false],
    [url, true],
  ]);
});

it("can skip the cache at once", async () => {
  const { asked, of } = page("key", "other");
  expect(await of(true)).toEqual({ text: "key" });
  expect(asked).toEqual([[url, true]]);
});

it.each([[undefined, 2] as const, [true, 1] as const])(
  "is a fault of ours when no text is a key (fresh: %s)",
  async (fresh, times) => {
    const { asked, of } = page("busy", "busy");
    await expect(of(fresh)).rejects.toMatchObject({
      code: "key-fetch-failed",
      message: "The text from keys.example is not a key: the host probably answered with an error page.",
      remedy:
        "Wait for the vendor's retry. If it fails again, compare the source's provider and secret with the vendor's documentation.",
    });
    expect(asked).toHaveLength(times);
  },
);
