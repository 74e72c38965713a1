import { describe, expect, it } from "vitest";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import { eventFault } from "../../../src/config/own-providers/event-fault.ts";
import { custom } from "../../../src/providers/index.ts";
import { loadProvider, providerIds } from "../../support/contract-kit.ts";

const plain = { source: "com.acme.orders", type: ["body:/type"] };
const faultOf = (event: unknown) => eventFault("A source", event);

describe("a provider's rules of events that can't be", () => {
  it.each<readonly [string, object, RegExp, RegExp]>([
    ["a misspelt name", { subjet: "body:/id" }, /no setting "subjet"/, /"subject"/],
    ["null", { id: null }, /null as `id`/, /leave it out/],
    ["a number as a place", { id: 5 }, /has 5 as `id`/, /id: "body:\/id"/],
    ["an object as a place", { time: { at: "body:/at" } }, /as `time`/, /time: "body:\/id"/],
    ["a place without its kind", { subject: "/id" }, /has "\/id" as `subject`/, /"body:\/id"/],
    ["a name of an event that is no list", { type: "body:/type" }, /as `type`/, /\["body:\/type"\]/],
    [
      "a list of words",
      { words: [{ from: "order", entity: "order" }] },
      /as `words`/,
      /"order\.\*": "order"/,
    ],
    [
      "words in an object",
      { words: { "order.*": { entity: "order" } } },
      /words of "order\.\*"/,
      /docs\/events\.md/,
    ],
    ["a misspelt entity", { words: { "order.*": "ordr" } }, /"ordr" as words/, /nearest is "order"/],
    [
      "a misspelt action",
      { words: { "o.*": "order craeted" } },
      /words of "o\.\*"/,
      /nearest is "order created"/,
    ],
    ["three words", { words: { "o.*": "order was created" } }, /words of/, /an entity and an action/],
    ["a list in the place of cases", { cases: [] }, /as `cases`/, /"order\.paid"/],
    ["a misspelt name in a case", { cases: { paid: { times: "body:/at" } } }, /cases\["paid"\]/, /"time"/],
    [
      "a rule for all events in a case",
      { cases: { paid: { distinct: "delivery" } } },
      /"distinct"/,
      /correct/,
    ],
    ["another distinction", { distinct: "deliveries" }, /as `distinct`/, /"delivery"/],
    ["a form's field without its kind", { payload: "payload" }, /as `payload`/, /"form:payload"/],
    ["a list of an item without its kind", { inner: ["/lines"] }, /as `inner`/, /item:\/lines/],
  ])("%s", (_, rules, message, remedy) => {
    expect(faultOf({ ...plain, ...rules })).toMatchObject({
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(remedy),
    });
  });
});

it("a provider without rules of events is refused, and no rule that has no value", () => {
  expect(faultOf(undefined)).toMatchObject({ message: "A source has a provider whose `event` is missing." });
  expect(faultOf({ ...plain, id: undefined })).toBeUndefined();
});

it.each(providerIds)("nothing is wrong with that of %s", async (id) => {
  expect(faultOf((await loadProvider(id)).event)).toBeUndefined();
});

it("a configuration with such a provider is refused", () => {
  const event = JSON.parse('{ "source": "com.acme.orders", "id": 5 }');
  const provider = custom.hmac({ id: "orders", event });
  expect(() => defineBridge({ buses: { main: {} }, sources: { orders: { provider, bus: "main" } } })).toThrow(
    /source "orders" has a provider whose `event` has 5 as `id`/,
  );
});
