/** Configurations that together use every option and every front door. */

const head = `
import { defineBridge } from "hookbridge";
import { asana, github, slack } from "hookbridge/providers";
`;

/** ARNs of other resources. */
export const arns = {
  key: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
  certificate: "arn:aws:acm:us-east-1:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
  central: "arn:aws:events:eu-west-1:444455556666:event-bus/central",
  admins: "arn:aws:iam::111122223333:role/hr-admins",
  topic: "arn:aws:sns:us-east-1:111122223333:oncall",
  boundary: "arn:aws:iam::111122223333:policy/boundary",
} as const;

/** Every option, behind a REST API with a firewall. */
const everything = `${head}
export default defineBridge({
  name: "acme-hooks",
  buses: {
    shared: {
      archiveDays: 400, log: "trace", eventBytes: 262144, forwardTo: ["${arns.central}"],
      shareWith: { accounts: ["444455556666"], organization: "o-a1b2c3d4e5" },
    },
    people: { archiveDays: 30, locked: { rulesBy: ["${arns.admins}"] }, log: "error" },
    quiet: { locked: true },
  },
  sources: {
    "acme-github": { provider: github, bus: "shared", order: "subject" },
    "acme-asana": { provider: asana, bus: "people" },
  },
  deployment: {
    frontDoor: {
      kind: "rest-api", throttle: { rate: 50, burst: 100 }, firewall: { requestsPerAddress: 2000 },
      domain: { name: "hooks.example.com", certificate: "${arns.certificate}", hostedZone: "Z0123456789ABCDEFGHIJ" },
    },
    queue: { batchSize: 5, batchingWindowSeconds: 1, pollers: { minimum: 2, maximum: 20 }, attempts: 5 },
    concurrency: { receive: 200, publish: 400 },
    secrets: { store: "secrets-manager", encryptionKey: "${arns.key}" },
    alarms: {
      email: "team@example.com", oldestSeconds: 300, authenticationFailures: 5, deadlineShare: 80, perSource: true, silentHours: 12,
      slack: { workspace: "T0123456789", channel: "C0123456789" },
      teams: {
        tenant: "0a1b2c3d-0000-4000-8000-0123456789ab", team: "1a1b2c3d-0000-4000-8000-0123456789ab",
        channel: "19%3aAbC-dEf_0123%40thread.tacv2",
      },
    },
    encryptionKey: "${arns.key}",
    logDays: 90,
    claimDays: 500,
    tags: { "cost-center": "4711" },
  },
  stages: { prod: { deployment: { queue: { maximumConcurrency: 100 } }, buses: { quiet: { archiveDays: 7 } } } },
});
`;

/** 200 sources and 20 buses, behind a function URL. */
const many = `${head}
const buses = Object.fromEntries(Array.from({ length: 20 }, (_, n) => ["team-" + n, { archiveDays: 30 }]));
const sources = Object.fromEntries(
  Array.from({ length: 200 }, (_, n) => ["source-" + n, { provider: n % 2 ? asana : slack, bus: "team-" + (n % 20) }]),
);
export default defineBridge({ buses, sources, deployment: { frontDoor: { kind: "function-url" }, concurrency: "unbounded" } });
`;

/** Behind a load balancer. */
const balanced = `${head}
export default defineBridge({
  buses: { events: { discoverSchemas: true } },
  sources: { "acme-github": { provider: github, bus: "events" } },
  deployment: {
    frontDoor: {
      kind: "load-balancer", publicUrl: "https://hooks.example.com", certificate: "${arns.certificate}",
      vpc: "vpc-0123456789abcdef0", subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      accessLog: true, deletionProtection: true,
    },
  },
});
`;

/** Behind `buffer-first`. */
const buffered = `${head}
export default defineBridge({
  buses: { engineering: {} },
  sources: { "acme-github": { provider: github, bus: "engineering" } },
  deployment: { frontDoor: { kind: "buffer-first", firewall: { requestsPerAddress: 2000 }, accessLog: true } },
});
`;

/** In an account with its own rules, buses, bucket, topic and network. */
const fitted = `${head}
export default defineBridge({
  buses: { own: { archiveDays: 30, forwardTo: ["${arns.central}"] }, central: { arn: "${arns.central}" } },
  sources: {
    "acme-github": { provider: github, bus: "central" },
    "acme-asana": { provider: asana, bus: (event) => (event.name.startsWith("task") ? "own" : "central") },
  },
  deployment: {
    alarms: { topic: "${arns.topic}" },
    deploymentBucket: "acme-deployments",
    memory: { receive: 1769, publish: 1024 },
    roles: { permissionsBoundary: "${arns.boundary}", path: "/hooks/" },
    vpc: {
      subnets: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
      securityGroups: ["sg-0123456789abcdef0"],
    },
  },
});
`;

/** What a fresh clone has, behind an HTTP API. Not read from the project's file, which is its user's. */
const usual = `
import { defineBridge } from "hookbridge";
import { bamboohr, custom, github, slack, stripe } from "hookbridge/providers";

export default defineBridge({
  buses: {
    engineering: { archiveDays: 30 },
    payments: { archiveDays: 365 },
    people: {},
    "people-restricted": { archiveDays: 365 },
  },
  sources: {
    "acme-github": { provider: github, bus: "engineering" },
    "acme-slack": { provider: slack, bus: "engineering" },
    "acme-stripe": { provider: stripe, bus: "payments", redact: ["/data/object/customer_email"] },
    hr: {
      provider: bamboohr,
      bus: (event) => (event.name.startsWith("employee_with_fields.") ? "people-restricted" : "people"),
    },
    "acme-orders": {
      provider: custom.hmac({ id: "orders", event: { source: "com.acme.orders" } }),
      bus: "payments",
    },
  },
});
`;

export const configs = { usual, everything, many, balanced, buffered, fitted } as const;

export type ConfigName = keyof typeof configs;
