import { expect, it } from "vitest";
import { environmentNames, readEnvironment } from "../../src/config/environment.ts";

const variables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(environmentNames).map((name) => [name, `value of ${name}`])),
  [environmentNames.secretStore]: "ssm",
};
const optional: readonly string[] = [
  environmentNames.orderedQueueUrl,
  environmentNames.orderedDeadLetterQueueUrl,
  environmentNames.busArns,
  environmentNames.secretKey,
  environmentNames.publicUrl,
];

it("every variable is read", () => {
  const values = Object.entries(readEnvironment(variables));
  expect(values).toEqual(Object.entries(environmentNames).map(([key, name]) => [key, variables[name]]));
});

it.each(Object.values(environmentNames).filter((name) => !optional.includes(name)))(
  "without %s the function does not start, and says so",
  (name) => {
    for (const value of [undefined, ""])
      expect(() => readEnvironment({ ...variables, [name]: value })).toThrow(
        expect.objectContaining({ code: "config-invalid", message: expect.stringContaining(name) }),
      );
  },
);

it.each(optional)("an empty %s is undefined", (name) => {
  const read = Object.values(readEnvironment({ ...variables, [name]: "" }));
  expect(read.filter((value) => value === undefined)).toHaveLength(1);
});

it("an unknown secret store is refused", () => {
  expect(() => readEnvironment({ ...variables, [environmentNames.secretStore]: "vault" })).toThrow(
    expect.objectContaining({ message: expect.stringContaining('"vault"') }),
  );
});
