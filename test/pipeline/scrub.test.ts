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

it.each([
  ["as PHP writes JSON", (text: string) => text.replaceAll("/", "\\/")],
  ["as .NET writes JSON", (text: string) => text.replaceAll("+", "\\u002B")],
  ["percent-encoded in lower case", (text: string) => encodeURIComponent(text).toLowerCase()],
  ["percent-encoded as far as a query needs", (text: string) => text.replaceAll("+", "%2B")],
])("takes a token out of a body that repeats it %s", (_, write) => {
  const lower = token.toLowerCase();
  const query = `token=${encodeURIComponent(lower)}`;
  const url = `https://hooks.example.com/hooks/acme?${query}`;
  const body = Buffer.from(`{"url":"https://hooks.example.com/hooks/acme?token=${write(lower)}"}`);
  const scrubbed = scrub({ method: "POST", url, query, headers: new Map(), body }, ["query:token"]);
  expect(Buffer.from(scrubbed.body).toString()).toBe(
    '{"url":"https://hooks.example.com/hooks/acme?token=[redacted]"}',
  );
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
