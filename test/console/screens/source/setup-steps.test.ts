import { expect, it } from "vitest";
import { isOwnMachine, setupSteps } from "../../../../src/console/screens/source/setup-steps.ts";
import type { SourceDetail } from "../../../../src/operate/state.ts";
import { slackSource as source } from "../source-fixture.ts";

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
