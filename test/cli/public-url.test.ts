import { expect, it } from "vitest";
import { parsePublicUrl } from "../../src/cli/public-url.ts";

it.each([
  ["https://abc.example.com", "https://abc.example.com"],
  ["https://abc.example.com/", "https://abc.example.com"],
  ["https://www.example.com/bridge", "https://www.example.com/bridge"],
  ["https://www.example.com/a/b//", "https://www.example.com/a/b"],
  ["http://hooks", "http://hooks"],
  ["http://localhost:8080/bridge", "http://localhost:8080/bridge"],
])("%s is what vendors call before /hooks/", (text, url) => {
  expect(parsePublicUrl(text)).toBe(url);
});

it.each([
  "abc.example.com",
  "ftp://abc.example.com",
  "https://",
  "https://abc.example.com?x=1",
  "https://abc.example.com/bridge?x=1",
  "https://abc.example.com/bridge#x",
  "https://user:password@abc.example.com",
  "https://abc.example.com/a b",
  "https://abc.example.com/hooks/acme",
  "https://abc.example.com/hooks",
  "https://abc.example.com/bridge/hooks/",
  "https://abc.example.com:99999",
])("%s is not", (text) => {
  expect(() => parsePublicUrl(text)).toThrow("Give what stands before /hooks/");
});
