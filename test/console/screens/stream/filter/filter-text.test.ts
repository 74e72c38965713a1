import fc from "fast-check";
import { expect, it } from "vitest";
import {
  completions,
  fieldText,
  readField,
} from "../../../../../src/console/screens/stream/filter/filter-text.ts";
import { wordFilters } from "../../../../../src/console/screens/stream/filter/stream-filter.ts";

it.each([
  ["", { words: {} }],
  ["source:a reason:b,c  some text", { words: { source: ["a"], reason: ["b", "c"] }, text: "some text" }],
  ["source:a source:b source:a", { words: { source: ["a", "b"] } }],
  ["urn:order:1", { words: {}, text: "urn:order:1" }],
  ['"source:a" x', { words: {}, text: "source:a x" }],
  ['entity:"pull request"', { words: { entity: ["pull request"] } }],
  ["type:", { words: {}, text: "type:" }],
])("reads %s", (field, filter) => {
  expect(readField(field)).toEqual(filter);
});

it("writes what it reads as the same again", () => {
  const word = fc.stringMatching(/^[a-z0-9.*_-]{1,8}$/);
  const words = fc.dictionary(
    fc.constantFrom(...wordFilters),
    fc.uniqueArray(word, { minLength: 1, maxLength: 3 }),
    {
      noNullPrototype: true,
    },
  );
  const text = fc.option(fc.stringMatching(/^[a-z:.]{1,9}( [a-z:]{1,5})?$/), { nil: undefined });
  fc.assert(
    fc.property(words, text, (given, said) => {
      const filter = { words: given, ...(said !== undefined && { text: said }) };
      expect(readField(fieldText(filter))).toEqual(filter);
    }),
  );
});

const known = { source: ["acme-github", "acme-stripe"], outcome: ["refused", "published"] };
const labels = (field: string) => completions(field, wordFilters, known).map(({ label }) => label);

it("offers names, and the values of the name that is written", () => {
  expect(labels("")).toEqual(["source:", "type:", "entity:", "action:", "outcome:", "reason:"]);
  expect(labels("so")).toEqual(["source:"]);
  expect(labels("x source:")).toEqual(["source:acme-github", "source:acme-stripe"]);
  expect(labels("source:stripe")).toEqual(["source:acme-stripe"]);
  expect(labels("source:acme-github,")).toEqual(["source:acme-stripe"]);
  expect(labels("stri")).toEqual(["source:acme-stripe"]);
  expect(labels("source:acme-stripe")).toEqual([]);
});

it("completes the last word and leaves the rest", () => {
  const [first] = completions("entity:issue source:acme-github,st", wordFilters, known);
  expect(first?.field).toBe("entity:issue source:acme-github,acme-stripe ");
});
