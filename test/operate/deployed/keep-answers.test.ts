import { expect, it } from "vitest";
import { keepAnswers } from "../../../src/operate/deployed/keep-answers.ts";

it("an answer is given again while it is fresh, by its key; a failure is asked again", async () => {
  let now = 0;
  const asked: string[] = [];
  const answer = keepAnswers({
    freshMs: 60,
    keyOf: (question: string) => question.slice(0, 1),
    async ask(question) {
      asked.push(question);
      if (question === "fails") throw new Error("no");
      return question;
    },
    now: () => now,
  });
  expect(await Promise.all([answer("a1"), answer("a2"), answer("b")])).toEqual(["a1", "a1", "b"]);
  now = 59;
  expect(await answer("a3")).toBe("a1");
  now = 60;
  expect(await answer("a4")).toBe("a4");
  await expect(answer("fails")).rejects.toThrow("no");
  await expect(answer("fails")).rejects.toThrow("no");
  expect(asked).toEqual(["a1", "b", "a4", "fails", "fails"]);
});
