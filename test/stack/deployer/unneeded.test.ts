import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { unneeded } from "../../../src/stack/deployer/unneeded.ts";

const { types, unknown }: { types: Record<string, readonly string[]>; unknown: readonly string[] } =
  JSON.parse(readFileSync(new URL("../../../src/stack/deployer/handlers.json", import.meta.url), "utf8"));

const actionsOf = (type: RegExp): readonly string[] =>
  Object.entries(types).flatMap(([name, actions]) => (type.test(name) ? actions : []));

it.each(unneeded)("$actions of $type is in AWS's lists", ({ type, actions }) => {
  const known = actionsOf(type).filter((action) => !unknown.includes(action));
  expect(known.filter((action) => actions.test(action))).not.toEqual([]);
});
