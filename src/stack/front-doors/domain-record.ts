import type { DomainOptions } from "../../config/deployment-options.ts";
import type { Resources, TemplateValue } from "../template.ts";

/** The Route 53 record of a custom domain, if a hosted zone is given. */
export function domainRecord(
  { name, hostedZone }: DomainOptions,
  target: { readonly name: TemplateValue; readonly zone: TemplateValue },
): Resources {
  if (!hostedZone) return {};
  return {
    DomainRecord: {
      Type: "AWS::Route53::RecordSet",
      Properties: {
        HostedZoneId: hostedZone,
        Name: name,
        Type: "A",
        AliasTarget: { DNSName: target.name, HostedZoneId: target.zone },
      },
    },
  };
}
