import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { consumersDiff, formerConsumers } from "../../../src/cli/diff/consumers-diff.ts";
import { diffText } from "../../../src/cli/diff/diff-text.ts";
import { stackDiff } from "../../../src/cli/diff/stack-diff.ts";
import type { CompiledTemplate } from "../../../src/stack/plain/plain-template.ts";
import { consumersOf } from "../../stack/support/made-consumers.ts";

const project = mkdtempSync(join(tmpdir(), "hookbridge-consumers-diff-"));
const packages = join(project, ".hookbridge/package");
const stack = "hooks-dev-consumers";
const template = { Resources: { BuildsQueue: { Type: "AWS::SQS::Queue" } } };
for (const [name, text] of [
  [stack, JSON.stringify(template)],
  ["hooks-dev", '{"Resources":{}}'],
] as const) {
  mkdirSync(join(packages, name), { recursive: true });
  writeFileSync(join(packages, name, "template.json"), text);
}
afterAll(() => rmSync(project, { recursive: true, force: true }));

it.each([
  ["a project", project],
  ["all packages", packages],
  ["the bridge's package, beside which theirs is", join(packages, "hooks-dev")],
])("finds the former consumers in the folder of %s", async (_, folder) => {
  expect(await formerConsumers(stack, "us-east-1", folder)).toEqual(template);
});

it("finds none where none are packaged", async () => {
  expect(await formerConsumers("other-dev-consumers", "us-east-1", packages)).toBeUndefined();
});

/** Of this configuration, as it would be packaged. */
const packaged = (subscriptions: object, days?: number): CompiledTemplate =>
  consumersOf(subscriptions, { buses: { events: days === undefined ? {} : { lake: { days } } } }).template;

/** What a deployment of one template over another changes. */
function diffBetween(before: CompiledTemplate | undefined, after: CompiledTemplate | undefined) {
  const folder = mkdtempSync(join(tmpdir(), "hookbridge-diff-of-consumers-"));
  try {
    mkdirSync(join(folder, stack));
    if (after) writeFileSync(join(folder, stack, "template.json"), JSON.stringify(after));
    return consumersDiff(stack, before, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const builds = { builds: { function: "consumers/builds.ts" } };
const opens = { opens: { queue: {} } };

/** The whole text of `hookbridge diff`, with nothing else that changes. */
function textOf(before: CompiledTemplate | undefined, after: CompiledTemplate | undefined): string {
  const same = { template: { Resources: {} }, record: undefined, events: undefined };
  const consumers = diffBetween(before, after);
  return diffText({ ...stackDiff("hooks-dev", "it", same, same), ...(consumers && { consumers }) }).join(
    "\n",
  );
}

it("says nothing of consumers where there are none before and after", () => {
  expect(diffBetween(undefined, undefined)).toBeUndefined();
  expect(textOf(undefined, undefined)).not.toContain("onsumers");
});

it("names subscriptions and lakes that are new, and their resources", () => {
  const text = textOf(undefined, packaged({ ...builds }, 30));
  expect(text).toContain(
    '- Subscription "builds" is added: events of bus "events" go to the function consumers/builds.ts.',
  );
  expect(text).toContain('- Bus "events" gets a lake: its events from now on are kept for 30 days.');
  expect(text).toContain("- Added: `BuildsQueue` (SQS::Queue)");
  expect(text).toContain(`> Nothing is deployed as ${stack} yet.`);
});

it("names those that go, and what stays of them, where others stay", () => {
  const diff = diffBetween(packaged({ ...builds, ...opens }, 730), packaged(opens, 30));
  expect(diff).toMatchObject({ was: true, is: true });
  expect(diff?.meaning).toEqual([
    expect.stringMatching(
      /^Subscription "builds" is removed\. Its queue and its dead-letter queue stay in SQS/,
    ),
    'The lake of bus "events" keeps events for 30 days, before 730: S3 deletes those that are older.',
  ]);
  const removed = Object.fromEntries(diff?.resources.removed.map(({ id, stays }) => [id, stays]) ?? []);
  expect(removed).toMatchObject({ BuildsQueue: true, BuildsDeadLetterQueue: true, BuildsFunction: false });
});

it("says that the stack is removed with the last of them", () => {
  const diff = diffBetween(packaged(opens), undefined);
  expect(diff).toMatchObject({ was: true, is: false });
  expect(textOf(packaged(opens), undefined)).toContain(`> ${stack} is removed.`);
});

it("compares resources alone with a stack of another version, which has no list of its consumers", () => {
  const { Resources } = packaged(opens);
  expect(diffBetween({ Resources }, { Resources })).toMatchObject({
    meaning: [],
    resources: { added: [], removed: [] },
  });
});
