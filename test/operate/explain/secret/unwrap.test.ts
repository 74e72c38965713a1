import { expect, it } from "vitest";
import { unwrappedTexts } from "../../../../src/operate/explain/secret/unwrap.ts";

const secret = "kW8p+2hTz/9rQx=4mLn";

it.each([
  `"${secret}"`,
  `'${secret}'`,
  `\u201c${secret}\u201d`,
  `\\"${secret}\\"`,
  `'"${secret}"'`,
  `["${secret}"]`,
  JSON.stringify({ a: { SECRET: secret } }),
  `{ secret: "${secret}" }`,
  `ACME_SECRET=${secret}`,
  `export ACME_SECRET='${secret}'`,
  `secret: ${secret}`,
  `Authorization: Bearer ${secret}`,
  `bearer ${secret}`,
  `<${secret}>`,
  `${secret},`,
  `\u200b${secret}`,
  `${secret.slice(0, 5)}\u200b${secret.slice(5)}`,
  `${secret}\\n`,
  `OTHER=1\nACME_SECRET=${secret}\n`,
])("%j is unwrapped", (text) => {
  expect(unwrappedTexts(text)).toContain(secret);
});

it("has bounds", () => {
  expect(
    unwrappedTexts(JSON.stringify(Array.from({ length: 500 }, (_, at) => `text ${at}`))).length,
  ).toBeLessThan(70);
  expect(unwrappedTexts("")).toEqual([]);
});
