import { type Deployment, ids } from "../deployment.ts";
import { arnOf, ref, sub } from "../template.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";

/** An application load balancer of its own. Lambda takes 1 MB from one, not 6. */
export function loadBalancer(
  { prefix }: Deployment,
  { publicUrl, certificate, vpc, subnets }: FrontDoorOf<"load-balancer">,
): Door {
  return {
    resources: {
      LoadBalancerSecurityGroup: {
        Type: "AWS::EC2::SecurityGroup",
        Properties: {
          GroupDescription: "Webhooks come in over HTTPS",
          VpcId: vpc,
          SecurityGroupIngress: [
            { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "0.0.0.0/0", Description: "Vendors" },
          ],
          // Lambda is called over AWS's network, not through the security group: nothing need go out.
          SecurityGroupEgress: [
            {
              IpProtocol: "icmp",
              FromPort: 252,
              ToPort: 86,
              CidrIp: "255.255.255.255/32",
              Description: "Nothing",
            },
          ],
        },
      },
      [ids.loadBalancer]: {
        Type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
        Properties: {
          Name: prefix,
          Type: "application",
          Scheme: "internet-facing",
          Subnets: subnets,
          SecurityGroups: [ref("LoadBalancerSecurityGroup")],
          LoadBalancerAttributes: [
            { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
            { Key: "routing.http.desync_mitigation_mode", Value: "strictest" },
          ],
        },
      },
      LoadBalancerPermission: {
        Type: "AWS::Lambda::Permission",
        Properties: {
          Action: "lambda:InvokeFunction",
          FunctionName: arnOf(ids.receive),
          Principal: "elasticloadbalancing.amazonaws.com",
          // The group can't be made before the permission: it is named here, not referred to.
          SourceArn: sub(
            `arn:\${AWS::Partition}:elasticloadbalancing:\${AWS::Region}:\${AWS::AccountId}:targetgroup/${prefix}/*`,
          ),
        },
      },
      LoadBalancerTargets: {
        Type: "AWS::ElasticLoadBalancingV2::TargetGroup",
        DependsOn: ["LoadBalancerPermission"],
        Properties: {
          Name: prefix,
          TargetType: "lambda",
          Targets: [{ Id: arnOf(ids.receive) }],
          // Otherwise only the last of repeated headers comes through.
          TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
        },
      },
      LoadBalancerListener: {
        Type: "AWS::ElasticLoadBalancingV2::Listener",
        Properties: {
          LoadBalancerArn: ref(ids.loadBalancer),
          Port: 443,
          Protocol: "HTTPS",
          SslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
          Certificates: [{ CertificateArn: certificate }],
          DefaultActions: [
            { Type: "fixed-response", FixedResponseConfig: { StatusCode: "404", ContentType: "text/plain" } },
          ],
        },
      },
      LoadBalancerRule: {
        Type: "AWS::ElasticLoadBalancingV2::ListenerRule",
        Properties: {
          ListenerArn: ref("LoadBalancerListener"),
          Priority: 1,
          Conditions: [{ Field: "path-pattern", PathPatternConfig: { Values: ["/hooks/*"] } }],
          Actions: [{ Type: "forward", TargetGroupArn: ref("LoadBalancerTargets") }],
        },
      },
    },
    origin: publicUrl,
    publicUrl,
  };
}
