import { type Deployment, ids } from "../../deployment.ts";
import { logDays } from "../../log-group.ts";
import { privateBucket } from "../../resources/private-bucket.ts";
import { type Properties, type Resources, ref, sub } from "../../template.ts";

/** Attributes of a load balancer that writes its access log into the bucket. */
export const logAttributes = (): readonly Properties[] => [
  { Key: "access_logs.s3.enabled", Value: "true" },
  { Key: "access_logs.s3.bucket", Value: ref(ids.balancerLogs) },
];

/**
 * The bucket of a load balancer's access log. Elastic Load Balancing writes to buckets with S3's own keys only. It writes what belongs to an
 * account below that account's number alone, so the path says whose load balancers may write.
 */
export const balancerLogs = (deployment: Deployment): Resources =>
  privateBucket({
    id: ids.balancerLogs,
    encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } },
    days: logDays(deployment),
    statements: [
      {
        Sid: "AccessLog",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: sub(`\${${ids.balancerLogs}.Arn}/AWSLogs/\${AWS::AccountId}/*`),
      },
    ],
  });
