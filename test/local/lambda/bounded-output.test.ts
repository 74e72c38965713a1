import { expect, test } from "vitest";
import { boundOutput, type PrintStream } from "../../../src/local/lambda/bounded-output.ts";

function printed(most = { lines: 3, bytes: 100 }) {
  const texts: string[] = [];
  const stream: PrintStream = { write: (chunk) => texts.push(Buffer.from(chunk as string).toString()) > 0 };
  return { stream, bound: boundOutput([stream], most), text: () => texts.join("") };
}

test("a call prints so many lines, and at its end how much was left out", () => {
  const { stream, bound, text } = printed();
  bound.begin();
  for (let line = 1; line <= 1_003; line++) stream.write(`line ${line}\n`);
  bound.end();
  expect(text()).toBe(
    "line 1\nline 2\nline 3\n… and more, which is left out: a call shows 3 lines here\n" +
      "… 1,000 lines with 8,902 bytes were left out\n",
  );
});

test("the next call prints again, and one that prints little says nothing more", () => {
  const { stream, bound, text } = printed();
  for (const call of ["a", "b"]) {
    bound.begin();
    stream.write(`${call}\n`);
    stream.write(Buffer.from("bytes\n"));
    bound.end();
  }
  expect(text()).toBe("a\nbytes\nb\nbytes\n");
});

test("a long line is cut, also within a character", () => {
  const { stream, bound, text } = printed({ lines: 3, bytes: 5 });
  bound.begin();
  stream.write(`${"é".repeat(10)}\n`);
  stream.write("more\n");
  bound.end();
  expect(text().split("\n")).toEqual([
    "éé\ufffd",
    "… and more, which is left out: a call shows 3 lines here",
    "… 2 lines with 21 bytes were left out",
    "",
  ]);
});

test("who waits until it is written does not wait for what is left out", async () => {
  const { stream, bound } = printed({ lines: 1, bytes: 100 });
  bound.begin();
  stream.write("a\n");
  await new Promise<void>((resolve) => stream.write("b\n", () => resolve()));
  await new Promise<void>((resolve) => stream.write("c\n", "utf8", () => resolve()));
});
