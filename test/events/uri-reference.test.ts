import fc from "fast-check";
import { expect, it } from "vitest";
import { toUriReference } from "../../src/events/uri-reference.ts";

it.each([
  "https://ann:pw@acme.example:8443/a;b=c/@d?e=[f]".replace("[f]", "f/?:@"),
  "http://[2001:db8::7]:80/x",
  "http://[::ffff:192.0.2.1]",
  "urn:example:animal:ferret:nose",
  "mailto:ann@acme.example",
  "/sources/acme-github",
  "//acme.example/a",
  "a/b:c",
  "?q=1",
  "#top",
  "",
  "file:///etc/x",
  "https://acme.example/%C3%a9",
  "x:",
  "//",
])("%s is a URI reference and stays as it is", (text) => {
  expect(toUriReference(text)).toBe(text);
});

it.each([
  ["/p[0]", "/p%5B0%5D"],
  ["1a:b", "1a%3Ab"],
  ["1a:b:c/d:e", "1a%3Ab%3Ac/d:e"],
  [":a", "%3Aa"],
  ["acme.example:8443x/y z", "acme.example:8443x/y%20z"],
  ["my_app:x", "my_app%3Ax"],
  ["a b:c", "a%20b%3Ac"],
  ["1:", "1%3A"],
  ["https://acme.example:port/", "https://acme.example%3Aport/"],
  ["https://[acme]/", "https://%5Bacme%5D/"],
  ["https://[::1/", "https://%5B%3A:1/"],
  ["https://[::1]\\]/", "https://%5B%3A%3A1%5D%5C%5D/"],
  ["https://[::1]\\x/", "https://%5B%3A%3A1%5D%5Cx/"],
  ["https://\\[::1]/", "https://%5C%5B%3A%3A1%5D/"],
  ["https://[::\t1]/", "https://%5B%3A%3A%091%5D/"],
  ["1a:://x", "1a%3A%3A//x"],
  ["a\nb:c#\n", "a%0Ab%3Ac#%0A"],
  ["x/y?\nz:é", "x/y?%0Az:%C3%A9"],
  ["https://a@b@c/", "https://a%40b@c/"],
  ["https://acme.example/?a[0]=1#b#c[1]", "https://acme.example/?a%5B0%5D=1#b%23c%5B1%5D"],
  ["50%", "50%25"],
  ["//a b/ü", "//a%20b/%C3%BC"],
])("%s becomes %s", (text, uri) => {
  expect(toUriReference(text)).toBe(uri);
});

it("makes one of any text, and changes none that it made", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("", "https://", "a:", "//"),
      (text, start) => {
        const uri = toUriReference(start + text);
        expect(uri).toMatch(/^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]*$/);
        expect(toUriReference(uri)).toBe(uri);
      },
    ),
  );
});
