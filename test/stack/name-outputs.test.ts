import { describe, expect, it } from "vitest";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { FrontDoor } from "../../src/config/deployment-options.ts";
import { github } from "../../src/providers/index.ts";
import { buildStack } from "../../src/stack/build-stack.ts";
import type { Outputs } from "../../src/stack/template.ts";
import { names, record } from "./support/refused.ts";
import { resolveValue } from "./support/template-values.ts";

const central = "arn:aws:events:eu-west-1:444455556666:event-bus/central";

interface Shape {
  readonly sources: readonly string[];
  readonly buses: readonly string[];
  readonly frontDoor?: FrontDoor;
}

const outputsOf = ({ sources, buses, frontDoor }: Shape): Outputs =>
  buildStack(
    defineBridge({
      buses: { ...record(buses, {}), central: { arn: central } },
      sources: record(sources, { provider: github, bus: "central" } as const),
      deployment: { ...(frontDoor && { frontDoor }) },
    }),
    "prod",
  ).template.Outputs;

/** What CloudFormation would fill in, at its longest. */
const filledIn = {
  account: "111122223333",
  region: "ap-southeast-7",
  resource: async (id: string) => ({
    ref: id,
    attributes: {
      Arn:
        id === "PublishRole"
          ? "arn:aws:iam::111122223333:role/p"
          : `arn:aws:events:ap-southeast-7:111122223333:event-bus/hookbridge-prod-${id}`,
      ApiEndpoint: "https://a1b2c3d4e5.execute-api.ap-southeast-7.amazonaws.com",
    },
  }),
};

async function valuesOf(outputs: Outputs): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(outputs).map(async ([name, { Value }]) => [
    name,
    String(await resolveValue(Value, filledIn)),
  ]);
  return Object.fromEntries(await Promise.all(entries));
}

describe("while an output for each fits", () => {
  it("each source has its URL, and each bus its ARN", async () => {
    const outputs = outputsOf({ sources: ["hooks", "acme-github"], buses: ["people"] });
    expect(await valuesOf(outputs)).toMatchObject({
      HooksUrl: "https://a1b2c3d4e5.execute-api.ap-southeast-7.amazonaws.com/hooks/",
      HooksSourceUrl: "https://a1b2c3d4e5.execute-api.ap-southeast-7.amazonaws.com/hooks/hooks",
      AcmeDashgithubSourceUrl:
        "https://a1b2c3d4e5.execute-api.ap-southeast-7.amazonaws.com/hooks/acme-github",
      PeopleBusArn: expect.stringContaining(":event-bus/"),
      CentralBusArn: central,
    });
    expect(outputs.AcmeDashgithubSourceUrl?.Description).toContain("acme-github, to be pasted at GitHub");
    expect(outputs.PeopleBusArn?.Description).toContain("hookbridge-prod-people");
  });

  it("the URL is the one that vendors call, where something is in front", async () => {
    const frontDoor = { kind: "http-api", publicUrl: "https://www.example.com/bridge" } as const;
    const values = await valuesOf(outputsOf({ sources: ["acme-github"], buses: [], frontDoor }));
    expect(values.AcmeDashgithubSourceUrl).toBe("https://www.example.com/bridge/hooks/acme-github");
  });
});

describe.each([
  [170, 9, "singly"],
  [171, 9, "in lists"],
  [200, 20, "in lists"],
  [300, 99, "in lists"],
])("%i sources and %i buses are among the outputs %s", (sources, buses, how) => {
  const sourceNames = names(sources, `a-source-${"x".repeat(40)}`);
  const busNames = names(buses, "bus");
  const outputs = outputsOf({ sources: sourceNames, buses: busNames });

  it("and stay within CloudFormation's limits, with what osls adds", async () => {
    expect(Object.keys(outputs).length).toBeLessThanOrEqual(190);
    for (const value of Object.values(await valuesOf(outputs)))
      expect(value.length).toBeLessThanOrEqual(1_024);
    for (const name of Object.keys(outputs)) expect(name).toMatch(/^[A-Za-z0-9]{1,255}$/);
  });

  it("none is left out", async () => {
    const all = Object.values(await valuesOf(outputs)).flatMap((value) => value.split(" "));
    for (const name of sourceNames)
      expect(all.filter((url) => url.endsWith(`/hooks/${name}`))).toHaveLength(1);
    expect(all.filter((arn) => arn.includes(":event-bus/"))).toHaveLength(buses + 1);
    expect("SourceUrls1" in outputs).toBe(how === "in lists");
  });
});

it("the role that existing buses must allow is named only if there are any", () => {
  expect(outputsOf({ sources: [], buses: [] }).PublishRoleArn?.Value).toEqual({
    "Fn::GetAtt": ["PublishRole", "Arn"],
  });
  const { Outputs: own } = buildStack(defineBridge({ buses: { events: {} }, sources: {} }), "prod").template;
  expect(own).not.toHaveProperty("PublishRoleArn");
});
