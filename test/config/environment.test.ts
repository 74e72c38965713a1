import { expect, it } from "vitest";
import { environmentNames, readEnvironment } from "../../src/config/environment.ts";

const variables: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.values(environmentNames).map((name) => [name, `value of ${name}`])),
  [environmentNames.secretStore]: "ssm",
  [environmentNames.metrics]: "totals",
  [environmentNames.acceptedShare]: "0.25",
};
const optional: readonly string[] = [
  environmentNames.orderedQueueUrl,
  environmentNames.orderedDeadLetterQueueUrl,
  environmentNames.secretKey,
  environmentNames.publicUrl,
  environmentNames.metricsNamespace,
];
/** Those with a default. */
const defaults = { [environmentNames.metrics]: "by-source", [environmentNames.acceptedShare]: 1 };

it("every variable is read", () => {
  const values = Object.entries(readEnvironment(variables));
  expect(values.map(([key, value]) => [key, String(value)])).toEqual(
    Object.entries(environmentNames).map(([key, name]) => [key, variables[name]]),
  );
});

it.each(Object.values(environmentNames).filter((name) => !optional.includes(name) && !(name in defaults)))(
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

it.each(Object.entries(defaults))("an empty %s is the default", (name, value) => {
  for (const text of [undefined, ""])
    expect(Object.values(readEnvironment({ ...variables, [name]: text }))).toContain(value);
});

it.each([
  [environmentNames.metrics, "none"],
  [environmentNames.acceptedShare, "1.1"],
  [environmentNames.acceptedShare, "-0.1"],
  [environmentNames.acceptedShare, "a tenth"],
])("%s must not be %s", (name, text) => {
  expect(() => readEnvironment({ ...variables, [name]: text })).toThrow(
    expect.objectContaining({
      code: "config-invalid",
      message: `The environment variable ${name} is "${text}".`,
    }),
  );
});

it("an unknown secret store is refused", () => {
  expect(() => readEnvironment({ ...variables, [environmentNames.secretStore]: "vault" })).toThrow(
    expect.objectContaining({ message: expect.stringContaining('"vault"') }),
  );
});
