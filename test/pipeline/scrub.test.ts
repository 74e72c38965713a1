import { expect, it } from "vitest";
import { scrub } from "../../src/pipeline/scrub.ts";

const token = "Kx7w+Vh2/PzQm4Ls";

it("takes a token out of the query, and out of the body where the sender repeats its URL", () => {
  const query = `token=${encodeURIComponent(token)}&a=ä`;
  const url = `https://hooks.example.com/hooks/acme?${query}`;
  const body = Buffer.from(JSON.stringify({ endpoint_url: url, token, note: "ä ☀" }));
  const scrubbed = scrub({ method: "POST", url, query, headers: new Map(), body }, ["query:token"]);
  expect(scrubbed.url).toBe("https://hooks.example.com/hooks/acme?token=%5Bredacted%5D&a=ä");
  expect(JSON.parse(Buffer.from(scrubbed.body).toString())).toEqual({
    endpoint_url: "https://hooks.example.com/hooks/acme?token=[redacted]&a=ä",
    token: "[redacted]",
    note: "ä ☀",
  });
});

it("leaves a body as it is in which no token stands", () => {
  const body = Buffer.from('{"a":"ä"}');
  const request = {
    method: "POST",
    url: "https://h.example/?token=abc123",
    query: "token=abc123",
    headers: new Map(),
    body,
  };
  expect(scrub(request, ["query:token"]).body).toBe(body);
});
