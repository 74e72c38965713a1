import { expect, test } from "vitest";
import { defineProvider } from "../../../src/core/provider.ts";
import { sampleRequest } from "../../../src/local/samples/sample-request.ts";

const base = defineProvider({
  id: "acme",
  name: "Acme",
  category: "custom",
  docs: "https://example.com",
  setup: { where: "x", secret: "chosen-by-you" },
  deadlineSeconds: 5,
  signature: { scheme: "basic-auth" },
  event: {
    source: "com.acme",
    type: ["body:/type"],
    id: "item:/uid",
    each: "body:/batch/items",
    time: "item:/at",
  },
});

test("a sample has values where the provider's pointers read", () => {
  const sample = sampleRequest(base, "http://127.0.0.1/hooks/acme", Date.UTC(2026, 0, 1));
  const body = JSON.parse(Buffer.from(sample.body).toString()) as {
    type: string;
    batch: { items: { at: string }[] };
  };
  expect(body).toMatchObject({ type: "sample", batch: { items: [{ at: "2026-01-01T00:00:00.000Z" }] } });
});
