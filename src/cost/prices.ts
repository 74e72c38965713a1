/** A list price in US dollars, and the page that says it. */
export interface Price {
  readonly dollars: number;
  /** What is paid for. */
  readonly per: string;
  readonly source: string;
  /** Year and month of what the source says. */
  readonly asOf: string;
}

const requests = "million requests";
const unconfirmed = "no page could be reached that says it";

/** What somebody transcribed from a provider's own page. */
export const transcribedFrom = (service: string): string =>
  `github.com/api-evangelist/${service}, plans/${service}-plans-pricing.yml`;

/** When the sources were read. */
export const readOn = "2026-11-30";

/** List prices of us-east-1 without the free tier, the first step of each scale. */
export const prices = {
  httpApi: {
    dollars: 1,
    per: `${requests}, 512 KB each`,
    source:
      "docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html",
    asOf: "undated",
  },
  restApi: {
    dollars: 3.5,
    per: requests,
    source:
      "docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html",
    asOf: "undated",
  },
  lambdaRequest: {
    dollars: 0.2,
    per: requests,
    source: "cloudchipr.com/blog/aws-lambda-pricing",
    asOf: "2024",
  },
  lambdaArm: {
    dollars: 0.0000133334,
    per: "GB second",
    source: "cloudchipr.com/blog/aws-lambda-pricing",
    asOf: "2024",
  },
  sqs: {
    dollars: 0.4,
    per: `${requests}, 64 KB each`,
    source: "cloudburn.io/blog/amazon-sqs-pricing",
    asOf: "2026-03",
  },
  sqsFair: {
    dollars: 0.1,
    per: "million requests with a message group",
    source: "cloudburn.io/blog/amazon-sqs-pricing",
    asOf: "2026-03",
  },
  eventBridge: {
    dollars: 1,
    per: "million events, 64 KB each",
    source: "cloudburn.io/blog/amazon-eventbridge-pricing",
    asOf: "2026-03",
  },
  apiDestination: {
    dollars: 0.2,
    per: "million calls of API destinations",
    source: "cloudburn.io/blog/amazon-eventbridge-pricing",
    asOf: "2026-03",
  },
  dynamoWrite: {
    dollars: 0.625,
    per: "million write units",
    source: "airbyte.com/data-engineering-resources/dynamodb-pricing",
    asOf: "2025-07",
  },
  dynamoRead: {
    dollars: 0.125,
    per: "million read units",
    source: "airbyte.com/data-engineering-resources/dynamodb-pricing",
    asOf: "2025-07",
  },
  logs: {
    dollars: 0.5,
    per: "GB of logs",
    source: "c3x.dev/blog/cloudwatch-logs-cost-optimization",
    asOf: "2026-06",
  },
  logStorage: {
    dollars: 0.03,
    per: "GB and month, packed",
    source: "github.com/vreutova/infracost-idem-support/pull/2 (Infracost's figures)",
    asOf: "undated",
  },
  customMetric: {
    dollars: 0.3,
    per: "series and month, the first 10,000",
    source: "signoz.io/guides/cloudwatch-pricing",
    asOf: "2026-02",
  },
  alarm: {
    dollars: 0.1,
    per: "metric that an alarm reads, and month",
    source: "github.com/vreutova/infracost-idem-support/pull/2 (Infracost's figures)",
    asOf: "undated",
  },
  compositeAlarm: { dollars: 0.5, per: "composite alarm and month", source: unconfirmed, asOf: "unknown" },
  dashboard: {
    dollars: 3,
    per: "dashboard and month",
    source: "factualminds.com/blog/amazon-cloudwatch-pricing-metrics-logs-alarms-dashboards",
    asOf: "2026-06",
  },
  trace: {
    dollars: 5,
    per: "million traces recorded",
    source: "aws.amazon.com/de/xray/pricing",
    asOf: "undated",
  },
  s3Put: {
    dollars: 5,
    per: "million PUTs",
    source: "c3x.dev/blog/s3-request-fees-explained",
    asOf: "undated",
  },
  s3Get: {
    dollars: 0.4,
    per: "million GETs",
    source: "c3x.dev/blog/s3-request-fees-explained",
    asOf: "undated",
  },
  s3Storage: {
    dollars: 0.023,
    per: "GB and month, the first 50 TB",
    source: "gist.github.com/EverettBerry/a37438006529a55f42da6fdbc44a505c",
    asOf: "2022-07",
  },
  athena: {
    dollars: 5,
    per: "TB that queries read, 10 MB a query at least",
    source: "athena.guide/articles/athena-basics-pricing-model",
    asOf: "2020-10",
  },
  firehose: { dollars: 0.029, per: "GB, each event in steps of 5 KB", source: unconfirmed, asOf: "unknown" },
  archive: {
    dollars: 0.1,
    per: "GB archived (that page: per month; what AWS asks for keeping it was on no page)",
    source: "factualminds.com/blog/amazon-eventbridge-pricing-events-pipes-schema-archive",
    asOf: "2026-06",
  },
  secret: {
    dollars: 0.4,
    per: "secret in Secrets Manager and month",
    source: "hivebook.wiki/wiki/aws-secrets-manager-rotated-secrets-dynamic-db-credentials-kms",
    asOf: "undated",
  },
  loadBalancerHour: {
    dollars: 0.0225,
    per: "hour of a load balancer",
    source: transcribedFrom("amazon-elastic-load-balancing"),
    asOf: "2026-09",
  },
  capacityUnitHour: {
    dollars: 0.008,
    per: "capacity unit (25 new connections a second, or 0.4 GB an hour to a function) and hour",
    source: transcribedFrom("amazon-elastic-load-balancing"),
    asOf: "2026-09",
  },
  firewall: { dollars: 5, per: "web ACL and month", source: unconfirmed, asOf: "unknown" },
  firewallRule: { dollars: 1, per: "rule of a web ACL and month", source: unconfirmed, asOf: "unknown" },
  firewallRequest: { dollars: 0.6, per: requests, source: unconfirmed, asOf: "unknown" },
} as const satisfies Record<string, Price>;
