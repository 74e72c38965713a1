import { expect, it } from "vitest";
import { properties, stackOf } from "../support/stack-of.ts";

it("rest-api: a firewall, and a deployment whose id depends on the route", () => {
  const stack = stackOf({ frontDoor: { kind: "rest-api", firewall: { requestsPerAddress: 300 } } });
  expect(JSON.stringify(properties(stack, "Firewall"))).toContain('"Limit":300');
  expect(properties(stack, "RestApi")).toMatchObject({ BinaryMediaTypes: ["*/*"] });
  const id = JSON.stringify(properties(stack, "RestApiStage")?.DeploymentId);
  expect(id).toMatch(/RestApiDeployment[0-9a-f]+/);
  // osls would change a stage whose deployment refers to its API by Ref.
  const deployments = Object.values(stack.template.Resources).filter(({ Type }) =>
    Type.endsWith("::Deployment"),
  );
  expect(deployments.map(({ Properties }) => Object.keys(Object(Properties?.RestApiId)))).toEqual([
    ["Fn::Sub"],
  ]);
});
