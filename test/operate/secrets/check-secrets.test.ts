import { describe, expect, it } from "vitest";
import type { Source } from "../../../src/core/source.ts";
import { checkSecrets } from "../../../src/operate/secrets/check-secrets.ts";
import { loadProvider } from "../../support/contract-kit.ts";

const sourceOf = async (name: string, id: string): Promise<Source> => ({
  name,
  provider: await loadProvider(id),
  bus: "main",
  maxBodyBytes: 1,
});
const [code, code2, chat, chat2, topic, topic2, tasks] = await Promise.all([
  sourceOf("code", "github"),
  sourceOf("code2", "github"),
  sourceOf("chat", "slack"),
  sourceOf("chat2", "slack"),
  sourceOf("topic", "aws-sns"),
  sourceOf("topic2", "aws-sns"),
  sourceOf("tasks", "asana"),
]);
const kept = (entries: Readonly<Record<string, readonly string[]>>) =>
  new Map(Object.entries(entries).map(([name, texts]) => [name, { texts, version: "1" }]));

const slackSecret = "8f742231b10e8888abcd99yyyzzz85a5";
const arn = "topicArn:arn:aws:sns:us-east-1:111122223333:orders";

describe("a check of secrets", () => {
  it("names a source without one, but not one that waits for its pairing", () => {
    const { findings } = checkSecrets([code, tasks], new Map());
    expect(findings.map(({ source, problem }) => [source, problem])).toEqual([["code", "missing"]]);
  });

  it("names each doubtful secret with its place", () => {
    const { findings } = checkSecrets(
      [code],
      kept({ code: ["a good and long one", '"quoted and long"', "changeme"] }),
    );
    expect(findings.map(({ problem, place }) => [problem, place])).toEqual([
      ["quotes", 2],
      ["blank", 3],
    ]);
  });

  it("names sources that share a secret which one could choose, with whatever role and space", () => {
    const same = kept({
      code: ["a good and long one"],
      code2: ["other and long one", " a good and long one\n"],
    });
    const { findings, notes } = checkSecrets([code, code2], same);
    expect(findings.map(({ source, problem }) => [source, problem])).toEqual([
      ["code", "shared"],
      ["code2", "shared"],
    ]);
    expect(findings[0]?.what).toContain("code2 has too");
    expect(notes).toEqual([]);
  });

  it("only notes what one app at a vendor issues for all of its URLs, and nothing of public values", () => {
    const { findings, notes } = checkSecrets(
      [chat, chat2, topic, topic2],
      kept({ chat: [slackSecret], chat2: [slackSecret], topic: [arn], topic2: [arn] }),
    );
    expect(findings).toEqual([]);
    expect(notes).toEqual([expect.stringMatching(/^chat and chat2 have the same secret/)]);
  });
});
