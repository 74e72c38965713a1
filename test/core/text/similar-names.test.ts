import { expect, it } from "vitest";
import { similarNames } from "../../../src/core/text/similar-names.ts";

it.each([
  ["gihub", ["github", "gitlab", "stripe"], ["github"]],
  ["vonage-sms", ["vonage", "vonage-sms-signed", "zoom"], ["vonage", "vonage-sms-signed"]],
  ["stirpe", ["stripe", "stream"], ["stripe"]],
  ["COM.GITHUB.PUSH", ["com.github.push", "com.gitlab.push"], ["com.github.push", "com.gitlab.push"]],
  ["push", ["Push", "push"], ["push", "Push"]],
  ["zzzz", ["github", "zoom"], []],
])("similar to %s of %j: %j", (wanted, names, expected) => {
  expect(similarNames(wanted, names)).toEqual(expected);
});
