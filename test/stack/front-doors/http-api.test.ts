import { expect, it } from "vitest";
import { arns } from "../support/configs.ts";
import { properties, stackOf } from "../support/stack-of.ts";

const domain = { name: "hooks.example.com", certificate: arns.certificate, hostedZone: "Z1" };

it("http-api: throttling, and a custom domain as the only way in", () => {
  const stack = stackOf({ frontDoor: { kind: "http-api", domain, throttle: { rate: 5, burst: 9 } } });
  expect(properties(stack, "HttpApiStage")).toMatchObject({
    DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 },
  });
  expect(properties(stack, "HttpApi")).toMatchObject({ DisableExecuteApiEndpoint: true });
  expect(properties(stack, "DomainRecord")).toMatchObject({
    Name: "hooks.example.com",
    HostedZoneId: "Z1",
  });
  expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe("https://hooks.example.com");
  expect(stackOf({}).environment.HOOKBRIDGE_PUBLIC_URL).toBe("");
});
