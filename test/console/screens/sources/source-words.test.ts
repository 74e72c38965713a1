import { expect, it } from "vitest";
import { conditionWord, secretsWord } from "../../../../src/console/screens/sources/source-words.ts";
import { slackSource as source } from "../source-fixture.ts";

const came = {
  id: "req_1",
  at: "2026-11-30T10:00:00.000Z",
  source: "acme-slack",
  outcome: "handshake",
} as const;

it("the list says what is wrong in words", () => {
  const now = Date.parse("2026-12-03T10:00:00.000Z");
  expect(conditionWord({ ...source, condition: "silent", lastAccepted: came }, now)).toBe("Silent for 3 d");
  expect(
    conditionWord({ ...source, condition: "refused", lastHour: { accepted: 2, refused: 23 } }, now),
  ).toBe("23 requests refused");
  expect(conditionWord({ ...source, condition: "receiving" }, now)).toBeUndefined();
  expect(secretsWord(source)).toBe("missing: answers 503");
  expect(secretsWord({ ...source, condition: "waiting-for-pairing" })).toBe("handed over when paired");
  expect(secretsWord({ ...source, secrets: 2, lastAccepted: { ...came, secretIndex: 1 } })).toBe(
    "2, an older one still matches",
  );
});
