import { expect, it } from "vitest";
import { arns } from "../support/configs.ts";
import { properties, stackOf } from "../support/stack-of.ts";

it("load-balancer: all of repeated headers, and the public URL of the configuration", () => {
  const frontDoor = {
    kind: "load-balancer",
    publicUrl: "https://hooks.example.com",
    certificate: arns.certificate,
    vpc: "vpc-1",
    subnets: ["subnet-1", "subnet-2"],
  } as const;
  const stack = stackOf({ frontDoor });
  expect(properties(stack, "LoadBalancerTargets")).toMatchObject({
    TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
  });
  expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe(frontDoor.publicUrl);
});
