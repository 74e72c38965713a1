import { describe, expect, it } from "vitest";
import type { Provider } from "../../../src/core/provider.ts";
import type { WebhookRequest } from "../../../src/core/request.ts";
import { putValue, setInBody } from "../../../src/local/samples/put-value.ts";
import { github, slack } from "../../../src/providers/index.ts";

const request = (type: string, body: string): WebhookRequest => ({
  method: "POST",
  url: "https://hooks.example.com/hooks/it",
  query: "",
  headers: new Map([["content-type", type]]),
  body: Buffer.from(body),
});
const form = "application/x-www-form-urlencoded";

/** The body after a value was set; or why it was not. */
function set(provider: Provider, type: string, body: string, pointer: string, json: string): string {
  const made = setInBody(provider, request(type, body), pointer, json);
  return typeof made === "string" ? made : Buffer.from(made.body).toString();
}

describe("a value is set by JSON pointer", () => {
  it.each([
    [
      "application/json",
      '{"id":9007199254740993,"a":{"b":1}}',
      "/a/b",
      '"c"',
      '{"id":9007199254740993,"a":{"b":"c"}}',
    ],
    ["application/vnd.acme+json", '{ "a":1 }', "", "[]", "[] "],
    [form, "a=%20x&b=2", "/b", '"two words"', "a=%20x&b=two+words"],
    [form, "a=1", "/new", "5", "a=1&new=5"],
    [
      form,
      "data=%7B%22id%22%3A12345678901234567890%7D",
      "/data/n",
      "true",
      "data=%7B%22id%22%3A12345678901234567890%2C%22n%22%3Atrue%7D",
    ],
    ["application/json", "", "/a", "1", '{"a":1}'],
  ])("into %s", (type, body, pointer, json, after) => {
    expect(set(github, type, body, pointer, json).trimEnd()).toBe(after.trimEnd());
  });

  it("into the JSON that the vendor wraps in a form", () => {
    const body = "payload=%7B%22type%22%3A%22block_actions%22%7D";
    expect(new URLSearchParams(set(slack, form, body, "/user/id", '"U1"')).get("payload")).toBe(
      '{"type":"block_actions","user":{"id":"U1"}}',
    );
  });

  it.each([
    ["application/xml", "<a/>", "/a", "1", /neither JSON nor a form/],
    ["application/json", "[1]", "/a", "1", /no place for \/a/],
    ["application/json", "{}", "a", "1", /no JSON pointer/],
    ["application/json", "{}", "/a".repeat(20_000), "1", /20000 steps/],
    ["application/json", "{}", "/a", "{", /is not JSON/],
    [form, "a=text", "/a/b", "1", /holds no JSON/],
  ])("not into %s %s at %s: %s", (type, body, pointer, json, why) => {
    expect(set(github, type, body, pointer, json)).toMatch(why);
  });
});

it("a value of the provider's pointers keeps the kind of the one before it", () => {
  const before = request("application/json", '{"at":1700000000,"id":"a"}');
  const at = putValue(github, before, "body:/at", "1796029507");
  const id = at && putValue(github, at, "body:/id", "17");
  expect(Buffer.from(id?.body ?? []).toString()).toBe('{"at":1796029507,"id":"17"}');
  expect(putValue(github, before, "header:x-id", "1")?.headers.get("x-id")).toBe("1");
  expect(putValue(github, request("text/plain", "hello"), "body:/a", "1")).toBeUndefined();
});
