import { expect, it } from "vitest";
import { get, serve } from "../api-fixture.ts";

it("lists what consumers did, where the bridge knows", async () => {
  const stage = await serve(0, { kind: "stage" });
  const { text } = await get(stage, "/api/consumed");
  expect(JSON.parse(text)).toMatchObject({
    error: "wrong-use",
    message: expect.stringContaining("only their logs know"),
  });
  const served = await serve();
  const asked: object[] = [];
  served.fake.bridge.consumed = async (query) => {
    asked.push(query);
    return { items: [], next: null, previous: null, total: 0 };
  };
  const found = await get(served, "/api/consumed?subscription=builds&type=com.code.*&limit=5");
  expect(JSON.parse(found.text)).toEqual({ items: [], next: null, previous: null, total: 0 });
  expect(asked).toEqual([{ subscription: "builds", type: ["com.code.*"], limit: 5 }]);
});
