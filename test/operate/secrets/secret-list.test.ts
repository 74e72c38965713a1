import { describe, expect, it } from "vitest";
import type { Provider } from "../../../src/core/provider.ts";
import {
  countsByRole,
  newestOnly,
  olderCount,
  storedText,
  tellsOlder,
  withNewest,
  withReplaced,
} from "../../../src/operate/secrets/secret-list.ts";
import { loadProvider } from "../../support/contract-kit.ts";

const github: Provider = await loadProvider("github");
const meta: Provider = await loadProvider("meta");
const sns: Provider = await loadProvider("aws-sns");

describe("the list of a source's secrets", () => {
  it("has a new one before the others of a rotation, each once and trimmed", () => {
    expect(withNewest(github, ["old"], "new")).toEqual(["new", "old"]);
    expect(withNewest(github, ["one\n", "two"], "two")).toEqual(["two", "one"]);
  });

  it("has secrets that sign before tokens of handshakes: the place of the one that matched tells its age", () => {
    const before = ["verifyToken:v", "appSecret:old"];
    expect(withNewest(meta, before, "appSecret:new")).toEqual([
      "appSecret:new",
      "appSecret:old",
      "verifyToken:v",
    ]);
    expect(withReplaced(meta, before, ["verifyToken:w"])).toEqual(["appSecret:old", "verifyToken:w"]);
  });

  it("keeps other roles when one is replaced, and those without a role when one with a role is", () => {
    expect(withReplaced(meta, ["plain", "appSecret:a", "appSecret:b"], ["appSecret:c"])).toEqual([
      "appSecret:c",
      "plain",
    ]);
    expect(withReplaced(github, ["a", "b"], ["c"])).toEqual(["c"]);
  });

  it("has of each role the newest alone when a rotation ends", () => {
    const texts = ["appSecret:new", "appSecret:old", "verifyToken:new", "verifyToken:old"];
    expect(newestOnly(meta, texts)).toEqual(["appSecret:new", "verifyToken:new"]);
    expect(olderCount(meta, texts)).toBe(2);
    expect(olderCount(github, [])).toBe(0);
    expect(countsByRole(meta, [...texts, "plain"])).toEqual({ appSecret: 2, verifyToken: 2, "": 1 });
  });

  it("stores a role before its secret, once, and no white space around", () => {
    expect(storedText(meta, " v \n", "verifyToken")).toBe("verifyToken:v");
    expect(storedText(meta, "verifyToken:v", "verifyToken")).toBe("verifyToken:v");
    expect(storedText(github, "verifyToken:v", undefined)).toBe("verifyToken:v");
  });

  it("tells by place which one matched, unless secrets of several roles sign", () => {
    expect(tellsOlder(meta, ["appSecret:new", "appSecret:old", "verifyToken:v"])).toBe(true);
    expect(tellsOlder(meta, ["verifyToken:v", "appSecret:new", "appSecret:old"])).toBe(false);
    expect(tellsOlder(sns, ["topicArn:new", "topicArn:old", "certificate:c"])).toBe(false);
    expect(tellsOlder(github, ["new", "old"])).toBe(true);
  });
});
