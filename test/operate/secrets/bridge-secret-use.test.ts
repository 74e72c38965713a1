import { expect, it } from "vitest";
import type { ListQuery } from "../../../src/operate/lists.ts";
import type { RequestRow } from "../../../src/operate/requests.ts";
import { bridgeSecretUse } from "../../../src/operate/secrets/bridge-secret-use.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const since = Date.UTC(2026, 0, 1);

/** A bridge whose accepted requests are these, the newest first, two to a page. */
function bridgeWith(indexes: readonly (number | undefined)[]) {
  const rows = indexes.map(
    (secretIndex, index): RequestRow => ({
      id: `dlv_${index}`,
      at: at(59 - index),
      source: "code",
      outcome: "published",
      ...(secretIndex !== undefined && { secretIndex }),
    }),
  );
  const queries: (readonly [ListQuery, boolean | undefined])[] = [];
  return {
    queries,
    async requests(query: ListQuery, accepted?: boolean) {
      queries.push([query, accepted]);
      const start = Number(query.before ?? 0);
      const next = start + 2 < rows.length ? String(start + 2) : null;
      return { items: rows.slice(start, start + 2), next, previous: null, total: rows.length };
    },
  };
}

it("finds the last match of the newest secret, and of an older one, on whatever page it is", async () => {
  const bridge = bridgeWith([0, 0, 0, 2, 1]);
  expect(await bridgeSecretUse(bridge)("code", since)).toEqual({
    from: expect.any(String),
    newestAt: Date.parse(at(59)),
    olderAt: Date.parse(at(56)),
  });
  expect(bridge.queries[0]).toEqual([{ source: ["code"], from: since, limit: 1_000 }, true]);
  expect(bridge.queries).toHaveLength(2);
});

it("says that nothing came, and that nothing was noted", async () => {
  expect(await bridgeSecretUse(bridgeWith([]))("code", since)).toEqual({ from: expect.any(String) });
  expect(await bridgeSecretUse(bridgeWith([undefined, undefined, undefined]))("code", since)).toEqual({
    unknown: expect.stringMatching(/not noted/),
  });
});
