import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { queryHashes } from "../../../src/signatures/parts/query-hash.ts";
import { requestOf } from "../../support/judged.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

// The canonical request as Atlassian describes it: method, path and sorted query.
it.each([
  ["POST", "https://a.example/hooks/jira", "POST&/hooks/jira&"],
  ["GET", "https://a.example/hooks/jira/", "GET&/hooks/jira&"],
  ["GET", "https://a.example", "GET&/&"],
  ["GET", "https://a.example/", "GET&/&"],
  ["GET", "HTTP://a.example/x//", "GET&/x/&"],
  ["GET", "https://a.example/a&b/c&d", "GET&/a%26b/c%26d&"],
  ["GET", "https://a.example/x?b=2&a=1", "GET&/x&a=1&b=2"],
  ["GET", "https://a.example/x?a=2&a=10&a=1", "GET&/x&a=1,10,2"],
  ["GET", "https://a.example/x?jwt=abc&a=1", "GET&/x&a=1"],
  ["GET", "https://a.example/x?jwt=abc", "GET&/x&"],
  ["GET", "https://a.example/x?a=b%20c&d=e+f", "GET&/x&a=b%20c&d=e%20f"],
  ["GET", "https://a.example/x?a=!'()*~-_.", "GET&/x&a=%21%27%28%29%2A~-_."],
  ["GET", "https://a.example/x?a!=1", "GET&/x&a%21=1"],
  ["GET", "https://a.example/x#y?a=1", "GET&/x&a=1"],
  ["GET", "no URL", "GET&/&"],
  ["GET", "x https://a.example/y", "GET&/&"],
])("%s %s", (method, url, canonical) => {
  expect(queryHashes(requestOf({ method, url }))[0]).toBe(sha256(canonical));
});

// The path of the app's base URL is left out, and only Atlassian knows how much of the path that is.
it.each([
  ["https://a.example/prod/hooks/jira?a=1", ["/prod/hooks/jira", "/hooks/jira", "/jira"]],
  ["https://a.example/jira?a=1", ["/jira"]],
  ["https://a.example/?a=1", ["/"]],
  ["https://a.example/x//?a=1", ["/x/"]],
  [`https://a.example${"/x".repeat(20)}?a=1`, Array.from({ length: 9 }, (_, cut) => "/x".repeat(20 - cut))],
])("%s may be hashed from each of its segments", (url, paths) => {
  expect(queryHashes(requestOf({ method: "POST", url }))).toEqual(
    paths.map((path) => sha256(`POST&${path}&a=1`)),
  );
});
