import { type Deployment, ids } from "../deployment.ts";
import { arnOf, type Resources, ref, sub } from "../template.ts";
import type { Door, FrontDoorOf } from "./front-door.ts";
import { balancerLogs, logAttributes } from "./logs/balancer-log.ts";

type BalancerOptions = FrontDoorOf<"load-balancer">;

function balancer(prefix: string, options: BalancerOptions): Resources {
  const { vpc, subnets, accessLog, deletionProtection } = options;
  return {
    LoadBalancerSecurityGroup: {
      Type: "AWS::EC2::SecurityGroup",
      Properties: {
        GroupDescription: "Webhooks come in over HTTPS",
        VpcId: vpc,
        SecurityGroupIngress: [
          { IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "0.0.0.0/0", Description: "Vendors" },
        ],
        // Lambda is called over AWS's network, so no egress is needed. This rule matches nothing, and replaces the default "allow all".
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
      // Elastic Load Balancing tries the bucket at once.
      ...(accessLog && { DependsOn: [`${ids.balancerLogs}Policy`] }),
      Properties: {
        Name: prefix,
        Type: "application",
        Scheme: "internet-facing",
        Subnets: subnets,
        SecurityGroups: [ref("LoadBalancerSecurityGroup")],
        LoadBalancerAttributes: [
          { Key: "routing.http.drop_invalid_header_fields.enabled", Value: "true" },
          { Key: "routing.http.desync_mitigation_mode", Value: "strictest" },
          { Key: "deletion_protection.enabled", Value: String(deletionProtection === true) },
          ...(accessLog ? logAttributes() : []),
        ],
      },
    },
  };
}

function targetGroup(prefix: string): Resources {
  return {
    LoadBalancerPermission: {
      Type: "AWS::Lambda::Permission",
      Properties: {
        Action: "lambda:InvokeFunction",
        FunctionName: arnOf(ids.receive),
        Principal: "elasticloadbalancing.amazonaws.com",
        // Not a reference: the target group can be created only after this permission.
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
        // Without it, only the last of repeated headers reaches the function.
        TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
      },
    },
  };
}

function listener({ certificate }: BalancerOptions): Resources {
  return {
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
  };
}

/** An application load balancer. Through one, Lambda takes 1 MB and not 6. */
export function loadBalancer(deployment: Deployment, options: BalancerOptions): Door {
  const { prefix } = deployment;
  return {
    resources: {
      ...balancer(prefix, options),
      ...targetGroup(prefix),
      ...listener(options),
      ...(options.accessLog && balancerLogs(deployment)),
    },
    origin: sub(`https://\${${ids.loadBalancer}.DNSName}`),
  };
}
