import { describe, expect, it } from "vitest";
import { arns } from "../support/configs.ts";
import { properties, stackOf } from "../support/stack-of.ts";

const frontDoor = {
  kind: "load-balancer",
  publicUrl: "https://hooks.example.com",
  certificate: arns.certificate,
  vpc: "vpc-1",
  subnets: ["subnet-1", "subnet-2"],
} as const;

describe("load-balancer", () => {
  const stack = stackOf({ frontDoor });

  it("all of repeated headers, and the public URL of the configuration", () => {
    expect(properties(stack, "LoadBalancerTargets")).toMatchObject({
      TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
    });
    expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe(frontDoor.publicUrl);
  });

  const attribute = (of: typeof stack, key: string) => {
    const attributes = properties(of, "LoadBalancer")?.LoadBalancerAttributes as {
      Key: string;
      Value: unknown;
    }[];
    return attributes.find(({ Key }) => Key === key)?.Value;
  };

  it("deletionProtection", () => {
    const isProtected = stackOf({ frontDoor: { ...frontDoor, deletionProtection: true } });
    expect(attribute(isProtected, "deletion_protection.enabled")).toBe("true");
    expect(attribute(stack, "deletion_protection.enabled")).toBe("false");
  });

  it("accessLog: a bucket of its own, with S3's key and the logs' days, into which only its account's logs go", () => {
    const logged = stackOf({
      frontDoor: { ...frontDoor, accessLog: true },
      encryptionKey: arns.key,
      logDays: 14,
    });
    expect(attribute(logged, "access_logs.s3.enabled")).toBe("true");
    expect(attribute(logged, "access_logs.s3.bucket")).toEqual({ Ref: "LoadBalancerLogs" });
    expect(logged.template.Resources.LoadBalancer?.DependsOn).toEqual(["LoadBalancerLogsPolicy"]);
    const bucket = JSON.stringify(properties(logged, "LoadBalancerLogs"));
    expect(bucket).toContain('"SSEAlgorithm":"AES256"');
    expect(bucket).toContain('"ExpirationInDays":14');
    const policy = JSON.stringify(properties(logged, "LoadBalancerLogsPolicy"));
    expect(policy).toContain('"Service":"logdelivery.elasticloadbalancing.amazonaws.com"');
    expect(policy).toContain("${LoadBalancerLogs.Arn}/AWSLogs/${AWS::AccountId}/*");
    expect(JSON.stringify(stack.template)).not.toMatch(/access_logs|LoadBalancerLogs/);
  });
});
