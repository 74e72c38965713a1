import { expect, it } from "vitest";
import {
  type LiveState,
  makeNewsFollower,
  type NewsFollower,
} from "../../../../src/console/api/stream/follow-news.ts";
import type { News } from "../../../../src/console/api/stream/news.ts";

const gap = (id: number): string => `id: ${id}\nevent: gap\ndata: {"count":1}\n\n`;
const streamOf = (...pieces: string[]): Response => new Response(pieces.join(""));
const open = (piece: string): Response =>
  new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode(piece)) }),
  );

interface Followed {
  readonly follower: NewsFollower;
  readonly asked: string[];
  readonly waits: number[];
  readonly states: LiveState["state"][];
  readonly news: News[];
}

/** Follows answers; the last one has to stay open. */
async function follow(answers: readonly (() => Response)[]): Promise<Followed> {
  const followed: Omit<Followed, "follower"> = { asked: [], waits: [], states: [], news: [] };
  const { promise, resolve } = Promise.withResolvers<void>();
  const left = [...answers];
  const follower = makeNewsFollower({
    onNews: (news) => followed.news.push(...news),
    onNote: () => {},
    onState: ({ state }) => followed.states.push(state),
    async ask(path) {
      followed.asked.push(path);
      const next = left.shift();
      if (left.length === 0) setTimeout(resolve, 20);
      if (!next) throw new TypeError("no more answers");
      return next();
    },
    async sleep(ms) {
      followed.waits.push(ms);
    },
    now: () => 1,
  });
  follower.follow();
  await promise;
  return { follower, ...followed };
}

it("goes on behind the last item that it has read", async () => {
  const { asked, states, news } = await follow([
    () => streamOf(": connected\n\n", gap(7), gap(8)),
    () => open(": connected\n\n"),
  ]);
  expect(asked).toEqual(["/api/stream?rows=true", "/api/stream?rows=true&lastId=8"]);
  expect(news.map(({ id }) => id)).toEqual(["7", "8"]);
  expect(states).toEqual(["connecting", "live", "lost", "live"]);
});

it("waits longer after each attempt that failed, and begins anew after one that did not", async () => {
  const refused = (): Response => {
    throw new TypeError("refused");
  };
  const { waits, states } = await follow([
    ...Array.from({ length: 6 }, () => refused),
    () => streamOf(": connected\n\n"),
    () => open(": connected\n\n"),
  ]);
  expect(waits).toEqual([500, 1_000, 2_000, 5_000, 5_000, 5_000, 500]);
  expect(states.slice(-3)).toEqual(["live", "lost", "live"]);
});

it("says in the bridge's words why it is not live", async () => {
  const said: LiveState[] = [];
  const follower = makeNewsFollower({
    onNews: () => {},
    onNote: () => {},
    onState: (state) => said.push(state),
    ask: async () =>
      Response.json({ message: "AWS refused logs:StartQuery.", remedy: "Allow it." }, { status: 503 }),
    async sleep() {
      follower.leave();
    },
    now: () => 42,
  });
  follower.follow();
  await expect
    .poll(() => said.at(-1))
    .toEqual({
      state: "lost",
      since: 42,
      message: "AWS refused logs:StartQuery.",
      remedy: "Allow it.",
    });
});

it("goes on where it was after it has left", async () => {
  const { follower, asked } = await follow([() => open(`: connected\n\n${gap(3)}`)]);
  follower.leave();
  follower.follow();
  await expect.poll(() => asked.at(-1)).toBe("/api/stream?rows=true&lastId=3");
  follower.leave();
});

it("says after a break that nobody knows what came, where it had no id to go on behind", async () => {
  const { news, asked } = await follow([
    () => streamOf(": connected\n\n"),
    () => open(`: connected\n\n${gap(3)}`),
  ]);
  expect(asked).toEqual(["/api/stream?rows=true", "/api/stream?rows=true"]);
  expect(news).toEqual([
    { id: "", kind: "gap", count: 0 },
    { id: "3", kind: "gap", count: 1 },
  ]);
});
