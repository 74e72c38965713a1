import { afterEach, expect, it, vi } from "vitest";
import { httpsFetcher } from "../../../src/aws/keys/fetcher.ts";

const at = (name: string | number) => `https://keys.example/${name}`;
const largest = 65_536;
const query = { source: "it", isKey: () => true, isNamed: false };

/** Answers every request with a body; tells what was asked for. */
function answering(body: (url: string) => string | ReadableStream, status = 200): readonly string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(body(url), { status });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it("reads a text of 64 KB in several chunks, and aborts a longer one", async () => {
  answering(() => "x".repeat(largest));
  expect(await httpsFetcher(() => 0).text(at("a"), query)).toHaveLength(largest);
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384).fill(0x78));
      },
    });
  answering(endless);
  await expect(httpsFetcher(() => 0).text(at("a"), query)).rejects.toMatchObject({
    code: "key-fetch-failed",
  });
  expect(sent).toBeLessThan(2 * largest);
});

it.each([
  ["nothing", "", 200],
  ["an error's page", "sorry", 404],
] as const)("counts %s as a failure", async (_, body, status) => {
  answering(() => body, status);
  await expect(httpsFetcher(() => 0).text(at("a"), query)).rejects.toMatchObject({
    code: "key-fetch-failed",
    message:
      "The key at keys.example could not be fetched: the host is down, or the function can't reach the internet.",
  });
});
