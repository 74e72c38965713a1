import { expect, it } from "vitest";
import { commandIn } from "../../../../src/console/parts/text/commands.ts";

it("finds the command in a sentence of the API", () => {
  expect(commandIn("Run `npx hookbridge policy --for console --stage prod`, and attach it.")).toBe(
    "npx hookbridge policy --for console --stage prod",
  );
  expect(commandIn("npx hookbridge secrets set acme-slack")).toBe("npx hookbridge secrets set acme-slack");
  expect(commandIn("Sign in: `aws sso login --profile acme`.")).toBe("aws sso login --profile acme");
  expect(commandIn("See npx hookbridge doctor --stage prod.")).toBe("npx hookbridge doctor --stage prod");
});

it("finds none where there is none", () => {
  expect(commandIn("Start the command again with --write.")).toBeUndefined();
  expect(commandIn("Set `name` to something else.")).toBeUndefined();
  expect(commandIn("")).toBeUndefined();
});
