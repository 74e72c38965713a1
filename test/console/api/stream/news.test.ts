import { expect, it } from "vitest";
import { makeStreamReader, type StreamPart } from "../../../../src/console/api/stream/news.ts";

const request = (id: number): string =>
  `id: ${id}\nevent: request\ndata: {"id":"dlv_${id}","source":"acme: one"}\n\n`;

function readIn(text: string, size: number): StreamPart[] {
  const read = makeStreamReader();
  const parts: StreamPart[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(read(text.slice(at, at + size)));
  return parts;
}

it.each([1, 7, 64, 10_000])("reads the same items out of pieces of %i characters", (size) => {
  const text = `: connected\n\n${request(1)}: nothing new\n\n${request(2)}id: 5\nevent: gap\ndata: {"count":3}\n\n`;
  expect(readIn(text, size).flatMap(({ news }) => news)).toEqual([
    { id: "1", kind: "request", row: { id: "dlv_1", source: "acme: one" } },
    { id: "2", kind: "request", row: { id: "dlv_2", source: "acme: one" } },
    { id: "5", kind: "gap", count: 3 },
  ]);
});

it("keeps a piece that is not whole for the next", () => {
  const read = makeStreamReader();
  expect(read(request(1).slice(0, -1)).news).toEqual([]);
  expect(read("\n").news).toMatchObject([{ id: "1" }]);
});

it("tells notes and why the stream ended, and passes over what it does not know", () => {
  const read = makeStreamReader();
  const text = `event: note\ndata: {"text":"The bus people can't be followed."}\n\nid: 9\nevent: later\ndata: {}\n\nevent: error\ndata: {"message":"AWS refused it.","remedy":"Allow it."}\n\n`;
  expect(read(text)).toEqual({
    news: [],
    notes: ["The bus people can't be followed."],
    failure: { message: "AWS refused it.", remedy: "Allow it." },
  });
});
