import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { askHidden } from "../../../src/cli/secrets/hidden-prompt.ts";

/** A terminal at which these keys are pressed, one after another. */
async function typing(
  ...keys: readonly string[]
): Promise<readonly [answer: string | undefined, shown: string]> {
  const input = new PassThrough();
  const output = new PassThrough();
  const answered = askHidden("The secret:", { input, output });
  for (const key of keys) {
    await new Promise((later) => setTimeout(later, 5));
    input.write(key);
  }
  const answer = await answered;
  return [answer, String(output.read())];
}

it("shows the question and nothing of what is typed", async () => {
  expect(await typing("whsec_", "abc", "\r")).toEqual(["whsec_abc", "The secret: \n"]);
});

it("takes corrections as a terminal does", async () => {
  expect((await typing("abx", "\u007f", "c\r"))[0]).toBe("abc");
  expect((await typing("wrong", "\u0015", "right\r"))[0]).toBe("right");
});

it("takes pasted lines together, so that none of them goes to the shell", async () => {
  expect((await typing("one\rtwo\rthree\r"))[0]).toBe("one\ntwo\nthree");
});

it("waits for the end of a key in lines, however long that takes", async () => {
  const answered = typing(
    "-----BEGIN PUBLIC KEY-----\r",
    "abcd\r",
    ...Array<string>(12).fill(""),
    "-----END PUBLIC KEY-----\r",
  );
  expect((await answered)[0]).toBe("-----BEGIN PUBLIC KEY-----\nabcd\n-----END PUBLIC KEY-----");
});

it("has no answer at Ctrl-C, and an empty one at Ctrl-D", async () => {
  expect((await typing("half", "\u0003"))[0]).toBeUndefined();
  expect((await typing("\u0004"))[0]).toBe("");
});
