import { type Resources, sub } from "../template.ts";
import type { FrontDoorOf } from "./front-door.ts";

/** Counted only: samples would hold every header, and with them vendors' tokens and signatures. */
const visible = (MetricName: string) => ({
  CloudWatchMetricsEnabled: true,
  SampledRequestsEnabled: false,
  MetricName,
});

/**
 * A firewall that shuts out addresses: those that send too much, and those that AWS knows for attacks. It reads no bodies:
 * rules for web forms would refuse half of what vendors send.
 */
export function firewall(
  prefix: string,
  { firewall: options }: Pick<FrontDoorOf<"rest-api">, "firewall">,
): Resources {
  if (!options) return {};
  return {
    Firewall: {
      Type: "AWS::WAFv2::WebACL",
      Properties: {
        Name: prefix,
        Scope: "REGIONAL",
        DefaultAction: { Allow: {} },
        VisibilityConfig: visible(prefix),
        Rules: [
          {
            Name: "rate",
            Priority: 0,
            Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
            Statement: {
              RateBasedStatement: {
                AggregateKeyType: "IP",
                EvaluationWindowSec: 300,
                Limit: options.requestsPerAddress,
              },
            },
            VisibilityConfig: visible("rate"),
          },
          {
            Name: "reputation",
            Priority: 1,
            OverrideAction: { None: {} },
            Statement: {
              ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesAmazonIpReputationList" },
            },
            VisibilityConfig: visible("reputation"),
          },
        ],
      },
    },
    FirewallAssociation: {
      Type: "AWS::WAFv2::WebACLAssociation",
      Properties: {
        ResourceArn: sub(
          "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestApi}/stages/${RestApiStage}",
        ),
        WebACLArn: { "Fn::GetAtt": ["Firewall", "Arn"] },
      },
    },
  };
}
