import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pagePaths } from "../../../src/http/page/page-paths.ts";
import { serve } from "../api-fixture.ts";

/** The files that an HTML asks for. */
const filesIn = (html: string): readonly string[] =>
  Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, path = ""]) => path);

it("is the same HTML at all of its paths", async () => {
  const { url } = await serve();
  const texts = await Promise.all(
    pagePaths.map(async (path) => {
      const answer = await fetch(`${url}${path.replace(/:\w+/, "some%2Fid.1")}`);
      expect([path, answer.status, answer.headers.get("content-type")]).toEqual([
        path,
        200,
        "text/html; charset=UTF-8",
      ]);
      return answer.text();
    }),
  );
  expect(new Set(texts).size).toBe(1);
});

it.each([
  "/stream/",
  "/deliveries",
  "/deliveries/a/b",
  "/console.js",
  "/console.AAAAAAAA.js",
  "/index.html",
  "/api",
])("%s is not there", async (path) => {
  const { url } = await serve();
  const answer = await fetch(`${url}${path}`);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: "no-such-route" });
});

it("tells a person in a browser that there is no such page, and no program", async () => {
  const { url } = await serve();
  const visit = (path: string) => fetch(`${url}${path}`, { headers: { accept: "text/html,*/*" } });
  const mistyped = await visit("/streams");
  expect([mistyped.status, mistyped.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
  expect(mistyped.headers.get("content-security-policy")).toContain("default-src 'self'");
  for (const path of ["/api", "/api/streams", "/hooks/none"])
    expect([path, (await visit(path)).headers.get("content-type")]).toEqual([path, "application/json"]);
});

it("is there at the paths that it has screens for, and at no others", () => {
  const routes = readFileSync(
    new URL("../../../src/console/shell/frame/routes.tsx", import.meta.url),
    "utf8",
  );
  const patterns = Array.from(
    routes.matchAll(/paths: \/(\S+)\/,/g),
    ([, pattern = ""]) => new RegExp(pattern),
  );
  const screensOf = (path: string): number => patterns.filter((pattern) => pattern.test(path)).length;
  expect(pagePaths.map((path) => [path, screensOf(path.replace(/:\w+/, "x"))])).toEqual(
    pagePaths.map((path) => [path, 1]),
  );
  const used = patterns.filter((pattern) =>
    pagePaths.some((path) => pattern.test(path.replace(/:\w+/, "x"))),
  );
  expect(used).toEqual(patterns);
});

describe("its HTML", () => {
  it("has a strict policy, and nothing in it that the policy would refuse", async () => {
    const { url, token } = await serve();
    const answer = await fetch(url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    const html = await answer.text();
    expect(html).toContain(`<meta name="token" content="${token}">`);
    expect(html).not.toMatch(
      /<style|style=|\son\w+=|<script(?! type="module" blocking="render" src="\/console\.\w+\.js"><\/script>)/,
    );
    for (const path of filesIn(html)) expect(path).toMatch(/^\/[\w.]+$/);
  });

  it("has the bridge's name as text", async () => {
    const { url } = await serve(0, { name: '<script>alert("1")</script>' });
    expect(await (await fetch(url)).text()).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
  });
});

describe("its files", () => {
  it("may be kept for ever, and are at most 120 KB to load", async () => {
    const { url } = await serve();
    const html = await (await fetch(url)).text();
    const files = await Promise.all(
      filesIn(html).map(async (path) => {
        const answer = await fetch(`${url}${path}`);
        const { "content-type": type, "cache-control": keep } = Object.fromEntries(answer.headers);
        return { type, keep, bytes: gzipSync(await answer.arrayBuffer()).length };
      }),
    );
    const forEver = "public, max-age=31536000, immutable";
    expect(files.map(({ type, keep }) => [type, keep])).toEqual([
      ["image/svg+xml", "max-age=86400"],
      ["text/css; charset=utf-8", forEver],
      ["text/javascript; charset=utf-8", forEver],
    ]);
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(120_000);
  });

  it("have no token", async () => {
    const { url, token } = await serve();
    const html = await (await fetch(url)).text();
    for (const path of [...filesIn(html), "/api/place", "/api/overview", "/api/none", "/none"]) {
      const answer = await fetch(`${url}${path}`);
      expect(`${JSON.stringify([...answer.headers])}${await answer.text()}`).not.toContain(token);
    }
  });
});
