import fc from "fast-check";
import { expect, it } from "vitest";
import { Paths, reach } from "../../../src/core/json/json-reach.ts";

/** The texts that are visited, each with `!` when a path ends there. */
function visited(text: string, paths: readonly (readonly string[])[], inside = false): readonly string[] {
  const found: string[] = [];
  reach(
    text,
    new Paths(paths),
    ({ start, end }, { endHere }) => found.push(text.slice(start, end) + (endHere ? "!" : "")),
    inside,
  );
  return found;
}

it.each<[string, readonly string[][], readonly string[]]>([
  ['{"a":1,"b":{"c":[2,{"d":3}]}}', [["b", "c", "1", "d"], ["a"]], ["1!", "3!"]],
  [' [ {"a" : 1 } , {"a":2,"a":3}, [4], 5 ] ', [["*", "a"]], ["1!", "2!", "3!"]],
  [
    '{"a":{"b":1},"c":{"b":2,"d":3}}',
    [
      ["*", "b"],
      ["c", "d"],
    ],
    ["1!", "2!", "3!"],
  ],
  ['{"a":{"b":1}}', [["a"], ["a", "b"]], ['{"b":1}!']],
  ['{"a":"{}","b":7,"c":null}', [["*", "x"]], ['"{}"']],
  ['{"a\\"\\u0062":1}', [['a"b']], ["1!"]],
  ['{"*":1,"x":2}', [["*"]], ["1!", "2!"]],
  ["[]", [["*"]], []],
  [' "text" ', [[]], ['"text"!']],
  ['{"":{"":7}}', [["", ""]], ["7!"]],
])("%s at %j", (text, paths, expected) => {
  expect(visited(text, paths)).toEqual(expected);
});

it("goes on inside a value at the end of another path where that is asked", () => {
  expect(visited('{"a":{"b":1,"c":2}}', [["a"], ["a", "b"]], true)).toEqual(['{"b":1,"c":2}!', "1!"]);
});

/** The same, the slow way: out of the parsed value. */
function slowly(value: unknown, paths: readonly (readonly string[])[]): readonly string[] {
  if (paths.some((path) => path.length === 0)) return [`${JSON.stringify(value)}!`];
  if (typeof value === "string" && paths.length > 0) return [JSON.stringify(value)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    slowly(
      member,
      paths.flatMap(([step, ...rest]) => (step === key || step === "*" ? [rest] : [])),
    ),
  );
}

it("finds what is there, for any document, paths and spacing", () => {
  const key = fc.constantFrom("a", "b", "c", "0", "1", '"\\', "é");
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom<unknown>(1, -0.5, true, null, "", "x", "{", '\\"'),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;
  const path = fc.array(fc.oneof(key, fc.constant("*")), { maxLength: 4 });
  fc.assert(
    fc.property(
      tree,
      fc.array(path, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(undefined, 1, "\t"),
      (value, paths, indent) => {
        const texts = visited(JSON.stringify(value, null, indent), paths).map((text) => {
          const end = text.endsWith("!") ? "!" : "";
          return JSON.stringify(JSON.parse(end ? text.slice(0, -1) : text)) + end;
        });
        expect(texts).toEqual(slowly(value, paths));
      },
    ),
    { numRuns: 2_000 },
  );
});
