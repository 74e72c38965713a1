import { describe, expect, it } from "vitest";
import { ownUrl } from "../../src/receive/own-url.ts";

const told = (url: string, ...prefixes: readonly string[]): string => ownUrl(url, "shop", prefixes);

describe("the bridge's own URL in its log", () => {
  it.each([
    ["https://hooks.example.com/hooks/shop", "https://hooks.example.com/hooks/shop"],
    ["https://hooks.example.com/hooks/shop/", "https://hooks.example.com/hooks/shop/"],
    ["http://127.0.0.1:3000/hooks/shop", "http://127.0.0.1:3000/hooks/shop"],
    ["https://[::1]:8443/hooks/shop", "https://[::1]:8443/hooks/shop"],
    ["https://unknown.invalid/hooks/shop", "https://unknown.invalid/hooks/shop"],
  ])("%s is told as it is", (url, expected) => {
    expect(told(url)).toBe(expected);
  });

  it("leaves out the query, in which a token may be", () => {
    expect(told("https://h.example/hooks/shop?token=let-me-in")).toBe("https://h.example/hooks/shop");
    expect(told("https://h.example/hooks/shop?a=/hooks/shop")).toBe("https://h.example/hooks/shop");
  });

  it("leaves out the user and password of a public URL", () => {
    expect(told("https://user:let-me-in@h.example/hooks/shop")).toBe("https://h.example/hooks/shop");
    expect(told("https://a@let-me-in@h.example/hooks/shop")).toBe("https://h.example/hooks/shop");
  });

  it("tells a path before /hooks/ only if the deployment made it", () => {
    const url = "https://h.example/prod/hooks/shop";
    expect(told(url)).toBe("https://h.example/…/hooks/shop");
    expect(told(url, "/dev")).toBe("https://h.example/…/hooks/shop");
    expect(told(url, "/prod")).toBe(url);
  });

  it.each([
    "https://h.example/let-me-in/hooks/shop",
    "https://h.example/prod/let-me-in/hooks/shop",
    "https://h.example/prod/hooks/let-me-in",
    "https://h.example/hooks/let-me-in?/hooks/shop",
    "https://let-me-in{}/hooks/shop",
    "https://let-me-in evil/hooks/shop",
    "https://let-me-in\u0000/hooks/shop",
    "https://let-me-in:99999999/hooks/shop",
    "let-me-in",
    "",
  ])("tells nothing that a stranger chose: %j", (url) => {
    expect(told(url, "/prod")).not.toContain("let-me-in");
    expect(told(url, "/prod")).toMatch(/^https:\/\/[a-z.…]+(\/…)?\/hooks\/shop\/?$/);
  });
});
