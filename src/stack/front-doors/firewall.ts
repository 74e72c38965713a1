import { type Resources, sub } from "../template.ts";
import type { FrontDoorOf } from "./front-door.ts";

/** Metrics without samples: samples would contain all headers, and with them tokens and signatures. */
const visibility = (MetricName: string) => ({
  CloudWatchMetricsEnabled: true,
  SampledRequestsEnabled: false,
  MetricName,
});

/**
 * A WAF web ACL that blocks addresses: those over the rate limit, and those that AWS lists for attacks. It does not inspect bodies,
 * because rules for web forms would block many webhooks.
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
        VisibilityConfig: visibility(prefix),
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
            VisibilityConfig: visibility("rate"),
          },
          {
            Name: "reputation",
            Priority: 1,
            OverrideAction: { None: {} },
            Statement: {
              ManagedRuleGroupStatement: { VendorName: "AWS", Name: "AWSManagedRulesAmazonIpReputationList" },
            },
            VisibilityConfig: visibility("reputation"),
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
