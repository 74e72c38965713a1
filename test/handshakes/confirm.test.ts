import { expect, it } from "vitest";
import { factsOf } from "../../src/core/facts.ts";
import { confirmUrl } from "../../src/handshakes/confirm.ts";

const hosts = ["sns.*.amazonaws.com", "hooks.example.com"];

function confirmed(url: unknown): string | undefined {
  const body = Buffer.from(JSON.stringify({ url }));
  const request = { method: "POST", url: "https://a.example/", query: "", headers: new Map(), body };
  return confirmUrl({ confirm: "body:/url", hosts }, factsOf(request));
}

const long = "https://hooks.example.com/".padEnd(4_096, "x");

it.each(["https://hooks.example.com/confirm?token=a%20b", "https://sns.eu-west-1.amazonaws.com/", long])(
  "is fetched: %.60s",
  (url) => {
    expect(confirmed(url)).toBe(url);
  },
);

it("is fetched at the default port, which needs no naming", () => {
  expect(confirmed("https://hooks.example.com:443/x")).toBe("https://hooks.example.com/x");
});

it.each([
  ["nothing", undefined],
  ["no URL", "confirm me"],
  ["more than 4,096 characters", `${long}x`],
  ["no https", "http://hooks.example.com/"],
  ["another port", "https://hooks.example.com:8443/"],
  ["a user", "https://me@hooks.example.com/"],
  ["a password alone", "https://:secret@hooks.example.com/"],
  ["another host", "https://evil.example/"],
  ["more before the host", "https://evil-hooks.example.com/"],
  ["more behind the host", "https://hooks.example.com.evil.example/"],
  ["any character for a dot", "https://hooksxexample.com/"],
  ["two labels for one wildcard", "https://sns.a.b.amazonaws.com/"],
  ["none for a wildcard", "https://sns..amazonaws.com/"],
  ["a dash at most, for a wildcard", "https://sns.eu_west.amazonaws.com/"],
])("is not fetched: %s", (_, url) => {
  expect(confirmed(url)).toBeUndefined();
});
