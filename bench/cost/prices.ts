/** A list price in US dollars, and the page that says it. */
export interface Price {
  readonly dollars: number;
  /** What is paid for. */
  readonly per: string;
  readonly source: string;
  /** Year and month of what the source says. */
  readonly asOf: string;
}

const million = "million requests";

/** When the sources were read. */
export const readOn = "2026-11-26";

/** List prices of us-east-1 without the free tier, the first step of each scale. */
export const prices = {
  httpApi: {
    dollars: 1,
    per: `${million}, 512 KB each`,
    source:
      "docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html",
    asOf: "undated",
  },
  restApi: {
    dollars: 3.5,
    per: million,
    source:
      "docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html",
    asOf: "undated",
  },
  lambdaRequest: {
    dollars: 0.2,
    per: million,
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
    per: `${million}, 64 KB each`,
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
  s3Put: { dollars: 5, per: "million PUTs", source: "not confirmed by a page", asOf: "unknown" },
  s3Get: { dollars: 0.4, per: "million GETs", source: "not confirmed by a page", asOf: "unknown" },
} as const satisfies Record<string, Price>;
