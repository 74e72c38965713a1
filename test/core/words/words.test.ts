import { describe, expect, it } from "vitest";
import { entities } from "../../../src/core/words/entities.ts";
import { actions } from "../../../src/core/words/vocabulary.ts";
import { actionIn, wordsFor } from "../../../src/core/words/words.ts";

it.each([
  ["ORDER_CREATED", "created"],
  ["ticket.update", "updated"],
  ["contact.propertyChange", "updated"],
  ["invoice.payment_failed", "failed"],
  ["call.in-progress", "started"],
  ["customer.subscription.trial_will_end", undefined],
  ["updated.person", undefined],
  ["ping", undefined],
  ["", undefined],
])("%s means %s", (type, action) => {
  expect(actionIn(type)).toBe(action);
});

it("no verb means two actions", () => {
  const verbs = Object.entries(actions).flatMap(([action, spellings]) => [action, ...spellings]);
  expect(verbs.filter((verb, place) => verbs.indexOf(verb) !== place)).toEqual([]);
});

it("every word is one that CloudEvents' extensions and EventBridge's patterns take as it is", () => {
  for (const word of [...entities, ...Object.keys(actions)]) expect(word).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

describe("rules", () => {
  const rules = {
    "invoice.*": "invoice",
    "invoice.payment_*": "payment",
    "invoice.finalized": "invoice published",
    note: "comment created",
    "contact.*": "contact",
    "account.updated": "account",
    "organization.member_*": "membership",
    "shop/*": "app",
    "shop/*/order/*": "order",
    "shop/*/order/line/*": "order updated",
  } as const;

  it.each([
    ["invoice.voided", { entity: "invoice", action: "voided" }],
    ["invoice.payment_failed", { entity: "payment", action: "failed" }],
    ["invoice.upcoming", { entity: "invoice" }],
    ["invoice.finalized", { entity: "invoice", action: "published" }],
    ["note", { entity: "comment", action: "created" }],
    ["note.update", {}],
    ["constructor", {}],
    ["account.updated", { entity: "account", action: "updated" }],
    ["organization.member_added", { entity: "membership", action: "created" }],
    ["contact.deleted", { entity: "contact", action: "deleted" }],
    ["contact.propertyChange", { entity: "contact", action: "updated" }],
    ["contact.privacyDeletion", { entity: "contact", action: "deleted" }],
    // What follows the beginning is more than a verb: it belongs to something else.
    ["contact.tag.deleted", { entity: "contact" }],
    ["contact.tag_deleted", { entity: "contact" }],
    ["contact.tagDeleted", { entity: "contact" }],
    ["contact.merge.completed", { entity: "contact" }],
    ["contact.will_expire", { entity: "contact" }],
    ["shop/17/order/created", { entity: "order", action: "created" }],
    ["shop/17/order/note/created", { entity: "order" }],
    ["shop/17/order/line/deleted", { entity: "order", action: "updated" }],
    ["shop/17/cart/order/created", { entity: "app" }],
    ["shop//order/created", { entity: "app" }],
    ["shop/17", { entity: "app" }],
    ["ship/17/order/created", {}],
  ])("%s", (name, words) => {
    expect(wordsFor([rules], name)).toEqual(words);
  });

  it("of a case are looked for before those of all", () => {
    const ofCase = { "note*": "note deleted" } as const;
    expect(wordsFor([ofCase, rules], "note")).toEqual({ entity: "note", action: "deleted" });
    expect(wordsFor([ofCase, rules], "invoice.voided")).toEqual({ entity: "invoice", action: "voided" });
  });

  it("give nothing where there are no rules", () => {
    expect(wordsFor([], "ticket.created")).toEqual({});
  });
});
