import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { github, slack } from "../../../src/providers/index.ts";
import { changesBetween } from "../../../src/stack/compare/changes.ts";
import { deploymentOf } from "../../../src/stack/deployment.ts";
import { inventoryOf } from "../../../src/stack/inventory.ts";

const source = { provider: github, bus: "events" } as const;
const ordered = { ...source, order: "subject" } as const;
const inventory = (config: Parameters<typeof defineBridge>[0]) =>
  inventoryOf(deploymentOf(defineBridge(config), "prod"));

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";
const base = { buses: { events: { archiveDays: 30 }, people: {} }, sources: { a: source, b: source } };
const before = inventory(base);

describe("a deployment reports its changes", () => {
  it.each([
    ["nothing", base, []],
    [
      "a source is added",
      { ...base, sources: { ...base.sources, c: source } },
      [/"c" is added: it answers 503/],
    ],
    ["a source is removed", { ...base, sources: { a: source } }, [/"b" is removed: its URL answers 401/]],
    [
      "a source has another provider",
      { ...base, sources: { a: source, b: { ...source, provider: slack } } },
      [/"b" changes from github to slack/],
    ],
    ["a bus is added", { ...base, buses: { ...base.buses, more: {} } }, [/"more" is added/]],
    [
      "a bus is removed",
      { ...base, buses: { events: { archiveDays: 30 } } },
      [/"people" leaves the stack .* stays in EventBridge/],
    ],
    [
      "an existing bus is added",
      { ...base, buses: { ...base.buses, central: { arn: central } } },
      [/"central" go to arn:.*central: its owner must allow .* PublishRoleArn/],
    ],
    [
      "a bus becomes an existing one",
      { ...base, buses: { events: { archiveDays: 30 }, people: { arn: central } } },
      [/"people" leaves the stack/, /"people" go to arn:/],
    ],
    [
      "an archive is shortened",
      { ...base, buses: { events: { archiveDays: 7 }, people: {} } },
      [/7 days, before 30/],
    ],
    [
      "an archive is dropped",
      { ...base, buses: { events: {}, people: {} } },
      [/"events" has no archive any more/],
    ],
    [
      "an archive is made",
      { ...base, buses: { events: { archiveDays: 30 }, people: { archiveDays: 9 } } },
      [/"people" gets an archive of 9 days/],
    ],
    [
      "the front door is another",
      { ...base, deployment: { frontDoor: { kind: "function-url" } } as const },
      [/from http-api to function-url: the URLs of all sources change/],
    ],
    [
      "a source becomes ordered",
      { ...base, sources: { ...base.sources, b: ordered } },
      [/"b" becomes ordered/],
    ],
  ] as const)("%s", (_what, config, expected) => {
    const said = changesBetween(before, inventory(config));
    expect(said).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(said[index]).toMatch(pattern);
  });
});

it("a front door that moves behind its public URL is reported", () => {
  const publicUrl = "https://hooks.example.com";
  const first = inventory({ ...base, deployment: { frontDoor: { kind: "http-api", publicUrl } } });
  const moved = inventory({ ...base, deployment: { frontDoor: { kind: "rest-api", publicUrl } } });
  expect(changesBetween(first, moved)).toEqual([
    expect.stringMatching(
      /behind https:\/\/hooks\.example\.com changes from http-api to rest-api: .* GatewayUrl/,
    ),
  ]);
  expect(changesBetween(first, first)).toEqual([]);
  expect(changesBetween(before, first)).toEqual([
    expect.stringMatching(/from http-api to https:\/\/hooks\.example\.com: the URLs of all sources change/),
  ]);
  const { gateway: _, ...older } = first;
  expect(changesBetween(older, moved)).toEqual([]);
});

it("buffer-first is left: requests that still wait are reported", () => {
  const buffered = inventory({ ...base, deployment: { frontDoor: { kind: "buffer-first" } } });
  expect(changesBetween(buffered, before)).toEqual([
    expect.stringMatching(/from buffer-first to http-api/),
    expect.stringMatching(/buffer queue .* no longer verified: deploy only when they are empty/),
  ]);
});

describe("a source was ordered", () => {
  const orderly = inventory({ ...base, sources: { a: source, b: ordered } });
  it.each([
    [
      "the last one is not any more",
      base,
      [/"b" is no longer ordered/, /no longer published\. .*keepOrdered: true/],
    ],
    [
      "the queue is kept",
      { ...base, deployment: { queue: { keepOrdered: true } } },
      [/"b" is no longer ordered/],
    ],
    [
      "another one becomes ordered",
      { ...base, sources: { a: ordered, b: ordered } },
      [/"a" becomes ordered/],
    ],
  ] as const)("%s", (_what, config, expected) => {
    const said = changesBetween(orderly, inventory(config));
    expect(said).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(said[index]).toMatch(pattern);
  });

  it("a stack of an older version, whose inventory has no order, had none", () => {
    const { ordered: _, ...older } = before;
    expect(changesBetween(older, orderly)).toEqual([expect.stringMatching(/"b" becomes ordered/)]);
    expect(changesBetween(older, before)).toEqual([]);
  });
});
