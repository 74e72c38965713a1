import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { boundOutput } from "../../../src/local/lambda/bounded-output.ts";

function printed(most = { lines: 3, bytes: 100 }) {
  const lines: string[] = [];
  const stream = new PassThrough();
  const bound = boundOutput([stream], most, (line) => lines.push(line));
  return {
    ...{ stream, lines },
    /** A call that prints these texts. */
    async call(...texts: readonly (Uint8Array | string)[]) {
      bound.begin();
      for (const text of texts) stream.write(text);
      await new Promise(setImmediate);
      bound.end();
      await new Promise(setImmediate);
    },
  };
}

test("a call prints so many lines, and at its end how much was left out", async () => {
  const { call, lines } = printed();
  await call(...Array.from({ length: 1_003 }, (_, index) => `line ${index + 1}\n`));
  expect(lines).toEqual([
    ...["line 1", "line 2", "line 3", "… and more, which is left out: a call shows 3 lines here"],
    "… 1,000 lines with 8,902 bytes were left out",
  ]);
});

test("lines that come together are counted one by one", async () => {
  const { call, lines } = printed();
  await call("1\n2\n3\n4\n5\n");
  expect(lines).toEqual([
    ...["1", "2", "3", "… and more, which is left out: a call shows 3 lines here"],
    "… 2 lines with 4 bytes were left out",
  ]);
});

test("the next call prints again, and one that prints little says nothing more", async () => {
  const { call, lines } = printed();
  for (const name of ["a", "b"]) await call(`${name}\n`, Buffer.from("bytes\n"));
  expect(lines).toEqual(["a", "bytes", "b", "bytes"]);
});

test("a long line is cut, also within a character", async () => {
  const { call, lines } = printed({ lines: 3, bytes: 5 });
  await call(`${"é".repeat(10)}\n`, "more\n");
  expect(lines).toEqual([
    ...["éé\ufffd", "… and more, which is left out: a call shows 3 lines here"],
    "… 2 lines with 21 bytes were left out",
  ]);
});
