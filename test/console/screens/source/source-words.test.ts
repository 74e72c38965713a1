import { expect, it } from "vitest";
import { rotationShown, secretRows } from "../../../../src/console/screens/source/secret-words.ts";
import { isOwnMachine, setupSteps } from "../../../../src/console/screens/source/setup-steps.ts";
import { conditionWord, secretsWord } from "../../../../src/console/screens/sources/source-words.ts";
import type { SourceDetail } from "../../../../src/operate/state.ts";

const source: SourceDetail = {
  name: "acme-slack",
  provider: { id: "slack", name: "Slack" },
  bus: "engineering",
  url: "http://127.0.0.1:3000/hooks/acme-slack",
  condition: "no-secret",
  secrets: 0,
  steps: [],
  signature: [],
  samples: [],
  setup: {
    where: "api.slack.com/apps",
    secret: "issued-by-provider",
    roles: [],
    docs: "https://docs.slack.dev",
    handshakes: ["`url-verification`: a signed POST"],
    triesAgain: "for 6 min",
  },
};

const local = { kind: "local", stage: "local" } as const;
const done = (one: SourceDetail, place: Parameters<typeof setupSteps>[1] = local): readonly boolean[] =>
  setupSteps(one, place).map((step) => step.done);

const came = {
  id: "req_1",
  at: "2026-11-30T10:00:00.000Z",
  source: "acme-slack",
  outcome: "handshake",
} as const;

it("steps are done by facts alone", () => {
  expect(done(source)).toEqual([false, false, false, false]);
  expect(done({ ...source, secrets: 1 })).toEqual([false, true, false, false]);
  expect(done({ ...source, url: "https://x.example.com/hooks/acme-slack" })[0]).toBe(true);
  expect(done({ ...source, lastHandshake: came })).toEqual([false, false, true, false]);
  const accepted = { ...came, id: "dlv_1", outcome: "published" } as const;
  expect(done({ ...source, lastAccepted: accepted })).toEqual([false, false, true, true]);
});

it("the command for the secret is that of the stage, and there is none where the vendor hands it over", () => {
  const command = (one: SourceDetail, place: Parameters<typeof setupSteps>[1]): string | undefined =>
    setupSteps(one, place)[1]?.copy?.text;
  expect(command(source, local)).toBe("npx hookbridge secrets set acme-slack");
  expect(command(source, { kind: "stage", stage: "prod" })).toBe(
    "npx hookbridge secrets set acme-slack --stage prod",
  );
  const { setup } = source;
  expect(
    command({ ...source, ...(setup && { setup: { ...setup, secret: "handed-over" } }) }, local),
  ).toBeUndefined();
});

it.each([
  ["http://127.0.0.1:3000/hooks/a", true],
  ["http://localhost/hooks/a", true],
  ["http://[::1]:3000/hooks/a", true],
  ["https://127.example.com/hooks/a", false],
])("%s is of this machine: %s", (url, own) => {
  expect(isOwnMachine(url)).toBe(own);
});

it("a rotation goes on with what its deliveries matched", () => {
  const two = { ...source, secrets: 2 };
  const flag = (secretUse: SourceDetail["secretUse"]): string | undefined =>
    rotationShown({ ...two, ...(secretUse && { secretUse }) }).flag;
  expect(flag({})).toBe(" --state");
  expect(flag({ newestAt: "2026-11-30T10:00:00Z", olderAt: "2026-11-30T11:00:00Z" })).toBe(" --state");
  expect(flag({ newestAt: "2026-11-30T12:00:00Z", olderAt: "2026-11-30T11:00:00Z" })).toBe(" --finish");
  expect(secretRows({ ...source, secrets: 3 }).map(({ label }) => label)).toEqual(["1 of 3", "2 to 3"]);
});

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
