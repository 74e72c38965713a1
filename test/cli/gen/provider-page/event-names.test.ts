import { expect, it } from "vitest";
import { eventNamesText } from "../../../../src/cli/gen/provider-page/event-names.ts";
import type { Provider } from "../../../../src/core/provider.ts";
import { acme } from "../../../support/fakes.ts";

const provider: Provider = {
  ...acme,
  event: {
    ...acme.event,
    words: { "ticket.*": "ticket", "bill.paid": "payment captured" },
    by: "body:/state",
    cases: { lost: { words: { "bill.*": "payment failed" } }, kept: { words: { "*": "ticket resolved" } } },
  },
};
const words = ["bill.paid", "ticket.created", "ticket.opened"];

it("groups the names by their words, and puts those without at the end", () => {
  const names = { words, recorded: ["ticket.created", "odd"], "acme-types 1.0.0": ["ticket.new"] };
  expect(eventNamesText(provider, { whole: false, names }).split("\n")).toEqual([
    "5 names that we know, partly from `acme-types 1.0.0`. Others are published too.",
    "",
    "- payment captured: `bill.paid`",
    "- ticket created: `ticket.created`, `ticket.new`",
    "- ticket opened: `ticket.opened`",
    "- without words: `odd`",
    "",
    "By its content, a delivery can also be: payment failed, ticket resolved.",
  ]);
});

it("says when the vendor's own list is whole, and nothing when no name is known", () => {
  const names = { words: ["bill.paid"], "acme-types 1.0.0": ["bill.paid"] };
  const text = eventNamesText({ ...provider, event: acme.event }, { whole: true, names });
  expect(text).toMatch(/^1 name: all that `acme-types 1\.0\.0` lists\.\n\n- /);
  expect(eventNamesText(provider, { whole: false, names: {} })).toBe("");
});
