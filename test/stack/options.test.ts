import { describe, expect, it } from "vitest";
import type { BusConfig } from "../../src/config/bus-config.ts";
import { defineBridge } from "../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../src/config/deployment-options.ts";
import { asana, github, slack } from "../../src/providers/index.ts";
import { buildStack, type Stack } from "../../src/stack/build-stack.ts";
import { arns } from "./support/configs.ts";

const sources = {
  "acme-github": { provider: github, bus: "events" },
  "acme-slack": { provider: slack, bus: "events" },
} as const;

const stackOf = (deployment: DeploymentOptions, events: BusConfig = {}, stage = "prod"): Stack =>
  buildStack(defineBridge({ buses: { events }, sources, deployment }), stage);

const orderedStack = (deployment: DeploymentOptions): Stack => {
  const ordered = { ...sources, "acme-github": { ...sources["acme-github"], order: "subject" } } as const;
  return buildStack(defineBridge({ buses: { events: {} }, sources: ordered, deployment }), "prod");
};

const properties = (stack: Stack, id: string) => stack.template.Resources[id]?.Properties;

describe("the alarm on an older secret", () => {
  const { Period, EvaluationPeriods } = (properties(stackOf({}), "OlderSecretAlarm") ?? {}) as {
    Period: number;
    EvaluationPeriods: number;
  };
  /** True when an older secret that matches at these seconds raises the alarm: each of the periods in a row has a match. */
  const fires = (matches: readonly number[], until: number): boolean => {
    const met = Array.from({ length: Math.ceil(until / Period) }, (_, index) =>
      matches.some((at) => Math.floor(at / Period) === index),
    );
    return met.some((_, from) => {
      const row = met.slice(from, from + EvaluationPeriods);
      return row.length === EvaluationPeriods && row.every(Boolean);
    });
  };
  const day = 86_400;

  it("hears of a vendor that sends once a day", () => {
    const nightly = Array.from({ length: 7 }, (_, index) => index * day + 7_200);
    expect(fires(nightly, 7 * day)).toBe(true);
  });

  it("leaves a rotation alone that takes the hours around midnight", () => {
    expect(fires([day - 3_600, day - 60, day + 60, day + 3_600], 7 * day)).toBe(false);
  });

  it("looks back no further than CloudWatch does", () => {
    expect(Period * EvaluationPeriods).toBeLessThanOrEqual(7 * day);
  });
});

describe("buses", () => {
  it("archive: as many days as are asked for, and payloads are kept as long", () => {
    const stack = stackOf({}, { archiveDays: 400 });
    expect(properties(stack, "EventsBusArchive")).toMatchObject({ RetentionDays: 400 });
    expect(JSON.stringify(properties(stack, "ClaimBucket"))).toContain('"ExpirationInDays":400');
    expect(properties(stackOf({}), "EventsBusArchive")).toBeUndefined();
  });

  it("log: the bus's own log, without the events in it", () => {
    const stack = stackOf({ logDays: 7 }, { log: "info" });
    expect(properties(stack, "EventsBus")).toMatchObject({
      LogConfig: { Level: "INFO", IncludeDetail: "NONE" },
    });
    expect(properties(stack, "EventsBusLogSourceInfo")).toMatchObject({ LogType: "INFO_LOGS" });
    expect(properties(stack, "EventsBusLogSourceTrace")).toBeUndefined();
    expect(properties(stack, "BusLogGroup")).toMatchObject({ RetentionInDays: 7 });
  });

  it("forwardTo: every event, with a role of its own and a dead-letter queue", () => {
    const stack = stackOf({}, { forwardTo: [arns.central] });
    expect(properties(stack, "EventsBusForward")).toMatchObject({
      EventPattern: { source: [{ prefix: "" }] },
      Targets: [
        { Arn: arns.central, DeadLetterConfig: { Arn: { "Fn::GetAtt": ["ForwardDeadLetterQueue", "Arn"] } } },
      ],
    });
    expect(JSON.stringify(properties(stack, "EventsBusForwardRole"))).toContain(arns.central);
    expect(properties(stack, "ForwardDeadLettersAlarm")).toBeDefined();
  });

  it("discoverSchemas: a discoverer", () => {
    expect(properties(stackOf({}, { discoverSchemas: true }), "EventsBusSchemas")).toBeDefined();
  });
});

describe("the queue", () => {
  it("batchSize, batchingWindowSeconds, maximumConcurrency, attempts", () => {
    const queue = { batchSize: 3, batchingWindowSeconds: 2, maximumConcurrency: 7, attempts: 4 };
    const stack = stackOf({ queue });
    expect(properties(stack, "DeliveryEventSource")).toMatchObject({
      BatchSize: 3,
      MaximumBatchingWindowInSeconds: 2,
      ScalingConfig: { MaximumConcurrency: 7 },
    });
    expect(properties(stack, "DeliveryQueue")).toMatchObject({
      RedrivePolicy: { maxReceiveCount: 4 },
      VisibilityTimeout: 362,
    });
  });

  it("order: a FIFO queue beside it with all of the same settings, but no window", () => {
    const queue = { batchSize: 3, batchingWindowSeconds: 2, maximumConcurrency: 7, attempts: 4 };
    const stack = orderedStack({ queue });
    const fifo = {
      FifoQueue: true,
      DeduplicationScope: "messageGroup",
      FifoThroughputLimit: "perMessageGroupId",
    };
    const { RedrivePolicy, VisibilityTimeout, ...common } = properties(stack, "DeliveryQueue") ?? {};
    expect(properties(stack, "OrderedQueue")).toEqual({
      ...common,
      ...fifo,
      VisibilityTimeout: 360,
      RedrivePolicy: {
        deadLetterTargetArn: { "Fn::GetAtt": ["OrderedDeadLetterQueue", "Arn"] },
        maxReceiveCount: 4,
      },
    });
    expect(properties(stack, "OrderedDeadLetterQueue")).toEqual({ ...common, ...fifo });
    const { EventSourceArn, MaximumBatchingWindowInSeconds, ...source } =
      properties(stack, "DeliveryEventSource") ?? {};
    expect(MaximumBatchingWindowInSeconds).toBe(2);
    expect(properties(stack, "OrderedEventSource")).toEqual({
      ...source,
      EventSourceArn: { "Fn::GetAtt": ["OrderedQueue", "Arn"] },
    });
    expect(stack.environment).toMatchObject({
      HOOKBRIDGE_ORDERED_QUEUE_URL: { Ref: "OrderedQueue" },
      HOOKBRIDGE_ORDERED_DEAD_LETTER_QUEUE_URL: { Ref: "OrderedDeadLetterQueue" },
    });
    for (const alarm of ["OrderedDeadLettersAlarm", "OldestOrderedDeliveryAlarm"])
      expect(properties(stack, alarm)).toMatchObject({ Namespace: "AWS/SQS" });
    expect(JSON.stringify(properties(stack, "Dashboard"))).toContain("OrderedDeadLetterQueue.QueueName");
  });

  it("keepOrdered: the FIFO queue stays without a source; without either there is none", () => {
    expect(properties(stackOf({ queue: { keepOrdered: true } }), "OrderedEventSource")).toBeDefined();
    const plain = stackOf({});
    expect(JSON.stringify(plain.template)).not.toMatch(/Ordered|Fifo/);
    expect(plain.environment).toMatchObject({ HOOKBRIDGE_ORDERED_QUEUE_URL: "" });
  });

  it("pollers stand in place of the concurrency", () => {
    const source = properties(
      stackOf({ queue: { pollers: { minimum: 2, maximum: 9 } } }),
      "DeliveryEventSource",
    );
    expect(source).toMatchObject({ ProvisionedPollerConfig: { MinimumPollers: 2, MaximumPollers: 9 } });
    expect(source).not.toHaveProperty("ScalingConfig");
  });

  it("encryptionKey: for queues, bucket, table and topic, and the functions may use it", () => {
    const stack = stackOf({ encryptionKey: arns.key });
    for (const id of ["DeliveryQueue", "DeadLetterQueue", "ClaimBucket", "Ledger", "AlarmTopic"])
      expect(JSON.stringify(properties(stack, id)), id).toContain(arns.key);
    for (const id of ["ReceiveRole", "PublishRole"])
      expect(JSON.stringify(properties(stack, id)), id).toContain('"kms:GenerateDataKey","kms:Decrypt"');
  });
});

describe("front doors", () => {
  const domain = { name: "hooks.example.com", certificate: arns.certificate, hostedZone: "Z1" };

  it("http-api: throttling, and a name of your own that leaves no second way in", () => {
    const stack = stackOf({ frontDoor: { kind: "http-api", domain, throttle: { rate: 5, burst: 9 } } });
    expect(properties(stack, "HttpApiStage")).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 },
    });
    expect(properties(stack, "HttpApi")).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(properties(stack, "DomainRecord")).toMatchObject({
      Name: "hooks.example.com",
      HostedZoneId: "Z1",
    });
    expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe("https://hooks.example.com");
    expect(stackOf({}).environment.HOOKBRIDGE_PUBLIC_URL).toBe("");
  });

  it("rest-api: a firewall before it, and a new deployment when the route changes", () => {
    const stack = stackOf({ frontDoor: { kind: "rest-api", firewall: { requestsPerAddress: 300 } } });
    expect(JSON.stringify(properties(stack, "Firewall"))).toContain('"Limit":300');
    expect(properties(stack, "RestApi")).toMatchObject({ BinaryMediaTypes: ["*/*"] });
    const id = JSON.stringify(properties(stack, "RestApiStage")?.DeploymentId);
    expect(id).toMatch(/RestApiDeployment[0-9a-f]+/);
    // osls takes a stage for its own whose deployment refers to the API by Ref.
    const deployments = Object.values(stack.template.Resources).filter(({ Type }) =>
      Type.endsWith("::Deployment"),
    );
    expect(deployments.map(({ Properties }) => Object.keys(Object(Properties?.RestApiId)))).toEqual([
      ["Fn::Sub"],
    ]);
  });

  it("load-balancer: repeated headers come through, and vendors' URLs are what the configuration says", () => {
    const frontDoor = {
      kind: "load-balancer",
      publicUrl: "https://hooks.example.com",
      certificate: arns.certificate,
      vpc: "vpc-1",
      subnets: ["subnet-1", "subnet-2"],
    } as const;
    const stack = stackOf({ frontDoor });
    expect(properties(stack, "LoadBalancerTargets")).toMatchObject({
      TargetGroupAttributes: [{ Key: "lambda.multi_value_headers.enabled", Value: "true" }],
    });
    expect(stack.environment.HOOKBRIDGE_PUBLIC_URL).toBe(frontDoor.publicUrl);
  });

  it("function-url: both permissions that AWS wants", () => {
    const stack = stackOf({ frontDoor: { kind: "function-url" } });
    expect(properties(stack, "ReceiveUrlPermission")).toMatchObject({ Action: "lambda:InvokeFunctionUrl" });
    expect(properties(stack, "ReceiveUrlInvokePermission")).toMatchObject({ InvokedViaFunctionUrl: true });
  });
});

describe("secrets, alarms, logs, tags", () => {
  it("secrets: the store and the key are named to the functions", () => {
    const { environment } = stackOf({ secrets: { store: "secrets-manager", encryptionKey: arns.key } });
    expect(environment).toMatchObject({
      HOOKBRIDGE_SECRET_STORE: "secrets-manager",
      HOOKBRIDGE_SECRET_KEY: arns.key,
    });
  });

  it("alarms: thresholds, an address, and one for each source", () => {
    const alarms = {
      email: "a@example.com",
      oldestSeconds: 60,
      authenticationFailures: 3,
      deadlineShare: 70,
    };
    const stack = stackOf({ alarms });
    expect(properties(stack, "OldestDeliveryAlarm")).toMatchObject({ Threshold: 60 });
    expect(properties(stack, "DeadlineAlarm")).toMatchObject({ Threshold: 70, ExtendedStatistic: "p99" });
    expect(properties(stack, "AcmeDashslackAuthenticationAlarm")).toMatchObject({ Threshold: 3 });
    expect(properties(stack, "AlarmSubscription")).toMatchObject({ Endpoint: "a@example.com" });
  });

  it("logDays, claimDays, tags", () => {
    const stack = stackOf({ logDays: 5, claimDays: 99, tags: { team: "x" } });
    expect(stack.logDays).toBe(5);
    expect(stack.tags).toEqual({
      "hookbridge:deployment": "hookbridge",
      "hookbridge:stage": "prod",
      team: "x",
    });
    expect(JSON.stringify(properties(stack, "ClaimBucket"))).toContain('"ExpirationInDays":99');
  });
});

describe("stages and deployments", () => {
  const bridge = defineBridge({
    name: "acme",
    buses: { events: { archiveDays: 3 } },
    sources,
    deployment: { logDays: 3, claimDays: 40 },
    stages: { prod: { deployment: { logDays: 400 }, buses: { events: { locked: true } } } },
  });

  it("a stage has what it says, and the rest from above", () => {
    const [dev, prod] = [buildStack(bridge, "dev"), buildStack(bridge, "prod")];
    expect([dev.logDays, prod.logDays]).toEqual([3, 400]);
    expect(properties(dev, "EventsBusOnlyTheBridgePuts")).toBeUndefined();
    expect(properties(prod, "EventsBusOnlyTheBridgePuts")).toBeDefined();
    expect(properties(prod, "EventsBusArchive")).toBeUndefined();
    expect(JSON.stringify(properties(prod, "ClaimBucket"))).toContain('"ExpirationInDays":40');
  });

  it("two stages, and two deployments, share no name", () => {
    const named = (stack: Stack): readonly string[] => {
      const found = JSON.stringify(stack.template).matchAll(/"(?:Name|[A-Za-z]+Name)":"([^"]+)"/g);
      const own = Array.from(found, ([, name]) => name ?? "").filter((name) => /hookbridge|acme/.test(name));
      return [stack.stackName, ...Object.values(stack.functions).map(({ name }) => name), ...own];
    };
    const other = defineBridge({ buses: { events: { archiveDays: 3 } }, sources });
    const sets = [buildStack(bridge, "dev"), buildStack(bridge, "prod"), buildStack(other, "dev")].map(named);
    const all = sets.flatMap((names) => [...new Set(names)]);
    expect(sets[0]?.length).toBeGreaterThan(5);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it("many sources that pair share their writing among policies that IAM takes", () => {
    const names = Array.from({ length: 100 }, (_, n) => [`source-${n}`, { provider: asana, bus: "events" }]);
    const { template } = buildStack(
      defineBridge({ buses: { events: {} }, sources: Object.fromEntries(names) }),
      "dev",
    );
    const policies = Object.values(template.Resources).filter(
      ({ Type }) => Type === "AWS::IAM::ManagedPolicy",
    );
    expect(policies).toHaveLength(4);
    for (const policy of policies)
      expect(JSON.stringify(policy.Properties?.PolicyDocument).length).toBeLessThan(6_144);
  });
});
