/** For each alarm: what raises it, and what must leave it alone, as AWS's services and our functions would report it. */
import { physicalName, type SimulatedCloudWatch } from "./simulated-cloudwatch.ts";
import { accessLine, publishLine, receiveLine, unknownSourceLine } from "./written-lines.ts";

type Happening = (cloudwatch: SimulatedCloudWatch) => void | Promise<void>;

/** What raises an alarm and what does not. Both happen from `start` on, within `minutes`. */
export interface AlarmCase {
  readonly raises: Happening;
  readonly leavesAlone: Happening;
  /** Default an hour. */
  readonly minutes?: number;
}

/** Unix seconds at which everything begins. */
export const start = 1_796_040_000;
const minute = 60;
const hour = 3_600;
const day = 86_400;

type Name = readonly [string, string, Readonly<Record<string, string>>];

/** A metric that has a value each minute, from one minute until before another. */
function each(cloudwatch: SimulatedCloudWatch, name: Name, value: number, [from, until] = [0, 60]): void {
  for (let at = from; at < until; at += 1) cloudwatch.put(name, start + at * minute, value);
}

const lambda = (name: string, id: string): Name => ["AWS/Lambda", name, { FunctionName: physicalName(id) }];
const depth = (queue: string): Name => [
  "AWS/SQS",
  "ApproximateNumberOfMessagesVisible",
  { QueueName: physicalName(queue) },
];
const age = (queue: string): Name => [
  "AWS/SQS",
  "ApproximateAgeOfOldestMessage",
  { QueueName: physicalName(queue) },
];

/** One value of a counter raises it; none, or a zero, leaves it alone. */
const counted = (name: Name): AlarmCase => ({
  raises: (cloudwatch) => cloudwatch.put(name, start + 60, 1),
  leavesAlone: (cloudwatch) => each(cloudwatch, name, 0),
});

/** Seconds of age above and at a threshold. */
const aged = (queue: string, seconds: number): AlarmCase => ({
  raises: (cloudwatch) => each(cloudwatch, age(queue), seconds + 1),
  leavesAlone: (cloudwatch) => each(cloudwatch, age(queue), seconds),
});

/** The three alarms of a dead-letter queue. */
const deadLetters = (queue: string, kind: string): Readonly<Record<string, AlarmCase>> => ({
  [`${kind}DeadLettersAlarm`]: {
    raises: (cloudwatch) => each(cloudwatch, depth(queue), 1),
    leavesAlone: (cloudwatch) => each(cloudwatch, depth(queue), 0),
  },
  [`${kind}DeadLettersArrivingAlarm`]: {
    // The second letter, while the first one still lies there. SQS counts neither as sent.
    raises: (cloudwatch) => {
      each(cloudwatch, depth(queue), 1, [-60, 20]);
      each(cloudwatch, depth(queue), 2, [20, 60]);
    },
    leavesAlone: (cloudwatch) => {
      each(cloudwatch, depth(queue), 3, [-60, 20]);
      each(cloudwatch, depth(queue), 1, [20, 60]);
    },
  },
  [`Oldest${kind}DeadLetterAlarm`]: aged(queue, 10 * day),
});

/** A log line each `seconds`, from one second until another. */
async function logged(
  cloudwatch: SimulatedCloudWatch,
  [log, line]: readonly [string, string],
  [from, until, seconds]: readonly [number, number, number],
): Promise<void> {
  for (let at = from; at < until; at += seconds) await cloudwatch.log(log, line, start + at);
}

const [receiveLog, publishLog, apiLog] = ["ReceiveLogGroup", "PublishLogGroup", "HttpApiLogGroup"];
const refused = { outcome: "rejected", status: 401, code: "unauthorized" } as const;
const wrongSecret = receiveLine({ ...refused, reason: "signature-mismatch" });
const unknownUrl = unknownSourceLine();
const failedLine = receiveLine({
  outcome: "failed",
  status: 503,
  code: "queue-failed",
});
/** A 503 that a stranger can have, and that is no failure. */
const strangersKey = receiveLine({
  outcome: "rejected",
  status: 503,
  code: "key-not-fetched",
  reason: "key-not-fetched",
});

/** Twenty-one and twenty lines within five minutes. */
const overTwenty: readonly [number, number, number] = [0, 21 * 10, 10];
const twenty: readonly [number, number, number] = [0, 20 * 10, 10];

/** What every front door has. */
export const everywhere: Readonly<Record<string, AlarmCase>> = {
  ReceiveErrorsAlarm: counted(lambda("Errors", "ReceiveLambdaFunction")),
  PublishErrorsAlarm: counted(lambda("Errors", "PublishLambdaFunction")),
  ReceiveThrottlesAlarm: counted(lambda("Throttles", "ReceiveLambdaFunction")),
  ConcurrencyAlarm: {
    // Of the account's 1,000.
    raises: (cloudwatch) => each(cloudwatch, ["AWS/Lambda", "ConcurrentExecutions", {}], 801),
    leavesAlone: (cloudwatch) => each(cloudwatch, ["AWS/Lambda", "ConcurrentExecutions", {}], 800),
  },
  ...deadLetters("DeadLetterQueue", ""),
  OldestDeliveryAlarm: aged("DeliveryQueue", 900),
  FailedAlarm: {
    raises: (cloudwatch) => cloudwatch.log(receiveLog, failedLine, start),
    leavesAlone: async (cloudwatch) => {
      for (const line of [receiveLine(), wrongSecret, strangersKey])
        await cloudwatch.log(receiveLog, line, start);
    },
  },
  DeadlineAlarm: {
    // Slack waits three seconds.
    raises: (cloudwatch) => cloudwatch.log(receiveLog, receiveLine({ durationMs: 1_501 }), start),
    leavesAlone: async (cloudwatch) => {
      await cloudwatch.log(receiveLog, receiveLine({ durationMs: 2_900 }), start);
      // One in two hundred.
      for (let count = 0; count < 199; count += 1) await cloudwatch.log(receiveLog, receiveLine(), start + 1);
    },
    minutes: 4,
  },
  OversizeAlarm: {
    raises: (cloudwatch) =>
      cloudwatch.log(
        receiveLog,
        receiveLine({ outcome: "rejected", status: 413, code: "body-too-large" }),
        start,
      ),
    leavesAlone: (cloudwatch) => cloudwatch.log(receiveLog, wrongSecret, start),
  },
  AuthenticationAlarm: {
    raises: (cloudwatch) => logged(cloudwatch, [receiveLog, wrongSecret], overTwenty),
    leavesAlone: async (cloudwatch) => {
      await logged(cloudwatch, [receiveLog, wrongSecret], twenty);
      // A scan of URLs that are no source's.
      await logged(cloudwatch, [receiveLog, unknownUrl], [0, 300, 1]);
    },
  },
  OlderSecretAlarm: {
    raises: (cloudwatch) =>
      logged(cloudwatch, [receiveLog, receiveLine({ secretIndex: 1 })], [2 * hour, 7 * day, day]),
    leavesAlone: async (cloudwatch) => {
      // A rotation in the hours around midnight, and the newest secret after it.
      await logged(cloudwatch, [receiveLog, receiveLine({ secretIndex: 1 })], [20 * hour, 28 * hour, hour]);
      await logged(cloudwatch, [receiveLog, receiveLine()], [28 * hour, 7 * day, 6 * hour]);
    },
    minutes: 7 * 24 * 60,
  },
  LedgerThrottlesAlarm: {
    ...counted(["AWS/DynamoDB", "WriteThrottleEvents", { TableName: physicalName("Ledger") }]),
  },
};

/** What `perSource` adds for acme-slack. */
export const ofSlack: Readonly<Record<string, AlarmCase>> = {
  AcmeDashslackAuthenticationAlarm: {
    raises: (cloudwatch) => logged(cloudwatch, [receiveLog, wrongSecret], overTwenty),
    leavesAlone: async (cloudwatch) => {
      await logged(cloudwatch, [receiveLog, wrongSecret], twenty);
      const other = receiveLine({ ...refused, source: "acme-github", reason: "signature-mismatch" });
      await logged(cloudwatch, [receiveLog, other], overTwenty);
    },
  },
  AcmeDashslackClockSkewAlarm: {
    raises: (cloudwatch) =>
      logged(
        cloudwatch,
        [receiveLog, receiveLine({ ...refused, reason: "timestamp-stale" })],
        [0, 1_200, 60],
      ),
    leavesAlone: async (cloudwatch) => {
      // One late retry, and wrong secrets.
      await cloudwatch.log(receiveLog, receiveLine({ ...refused, reason: "timestamp-stale" }), start);
      await logged(cloudwatch, [receiveLog, wrongSecret], [0, 1_200, 60]);
      await logged(cloudwatch, [receiveLog, receiveLine()], [0, 1_200, 60]);
    },
  },
  AcmeDashslackNothingPublishedAlarm: {
    raises: async (cloudwatch) => {
      await logged(cloudwatch, [receiveLog, receiveLine()], [0, 3 * day, 8 * hour]);
      const dropped = publishLine({ published: 0, dropped: 1 });
      await logged(cloudwatch, [publishLog, dropped], [1, 3 * day, 8 * hour]);
    },
    leavesAlone: async (cloudwatch) => {
      await logged(cloudwatch, [receiveLog, receiveLine()], [0, 3 * day, day]);
      // Published a while later, and one of two events is not accepted.
      await logged(cloudwatch, [publishLog, publishLine({ dropped: 1 })], [600, 3 * day, day]);
    },
    minutes: 3 * 24 * 60,
  },
  AcmeDashslackSilentAlarm: {
    raises: (cloudwatch) => logged(cloudwatch, [receiveLog, receiveLine()], [0, day, hour]),
    leavesAlone: async (cloudwatch) => {
      await logged(cloudwatch, [receiveLog, receiveLine()], [0, 3 * day, 23 * hour]);
    },
    minutes: 3 * 24 * 60,
  },
};

/** 5xx of a front door that has a margin, and our own 503s among them. */
const exceptOurs = (name: Name): AlarmCase => ({
  raises: (cloudwatch) => each(cloudwatch, name, 2, [0, 15]),
  leavesAlone: async (cloudwatch) => {
    // An outage of ours, and a stranger's made-up keys: the front door counts each 503 a moment later.
    for (let at = 0; at < 30; at += 1)
      for (const [index, line] of [failedLine, strangersKey].entries()) {
        await cloudwatch.log(receiveLog, line, start + at * minute + index);
        cloudwatch.put(name, start + at * minute + index + 1, 1);
      }
    // A single crash, which ReceiveErrorsAlarm sees.
    cloudwatch.put(name, start + 40 * minute, 1);
  },
});

const restApi = (name: string): Name => [
  "AWS/ApiGateway",
  name,
  { ApiName: "hookbridge-prod", Stage: "prod" },
];
const balancer = (name: string): Name => [
  "AWS/ApplicationELB",
  name,
  { LoadBalancer: `app/${physicalName("LoadBalancer")}/0123456789abcdef` },
];

/** Requests in one minute, at a throttle of a hundred a second. */
const nearThrottle: AlarmCase = {
  raises: (cloudwatch) => {
    for (let count = 0; count <= 5_400; count += 1) cloudwatch.put(restApi("Count"), start + (count % 60), 1);
  },
  leavesAlone: (cloudwatch) => {
    for (let count = 0; count < 5_400; count += 1) cloudwatch.put(restApi("Count"), start + (count % 60), 1);
    // Refusals by `receive`, and wrong paths.
    each(cloudwatch, restApi("4XXError"), 500);
  },
  minutes: 5,
};

const firewall: Readonly<Record<string, AlarmCase>> = {
  FirewallAlarm: {
    raises: (cloudwatch) =>
      cloudwatch.put(
        ["AWS/WAFV2", "BlockedRequests", { WebACL: "hookbridge-prod", Rule: "rate", Region: "eu-central-1" }],
        start,
        1,
      ),
    leavesAlone: (cloudwatch) =>
      each(
        cloudwatch,
        [
          "AWS/WAFV2",
          "BlockedRequests",
          { WebACL: "hookbridge-prod", Rule: "reputation", Region: "eu-central-1" },
        ],
        50,
      ),
  },
};

const gatewayAnswer = { requestId: "r", httpMethod: "POST", responseLength: 33, responseLatency: 2 };

/** What each front door has of its own. */
export const ofDoor: Readonly<Record<string, Readonly<Record<string, AlarmCase>>>> = {
  "http-api": {
    FrontDoorThrottledAlarm: {
      raises: (cloudwatch) =>
        cloudwatch.log(
          apiLog,
          accessLine({ ...gatewayAnswer, status: 429, "error.message": "Too Many Requests" }),
          start,
        ),
      leavesAlone: async (cloudwatch) => {
        for (const status of [200, 401, 404, 413, 503])
          await cloudwatch.log(
            apiLog,
            accessLine({ ...gatewayAnswer, status, "integration.status": status }),
            start,
          );
      },
    },
    FrontDoorErrorsAlarm: {
      raises: (cloudwatch) =>
        cloudwatch.log(
          apiLog,
          accessLine({ ...gatewayAnswer, status: 500, "error.message": "Internal Server Error" }),
          start,
        ),
      leavesAlone: async (cloudwatch) => {
        for (const status of [200, 401, 503])
          await cloudwatch.log(
            apiLog,
            accessLine({ ...gatewayAnswer, status, "integration.status": status }),
            start,
          );
        for (const status of [404, 429])
          await cloudwatch.log(apiLog, accessLine({ ...gatewayAnswer, status }), start);
      },
    },
  },
  "function-url": { FrontDoorErrorsAlarm: exceptOurs(lambda("Url5xxCount", "ReceiveLambdaFunction")) },
  "load-balancer": {
    FrontDoorThrottledAlarm: counted(balancer("RejectedConnectionCount")),
    FrontDoorErrorsAlarm: {
      raises: (cloudwatch) => cloudwatch.put(balancer("HTTPCode_ELB_5XX_Count"), start, 1),
      leavesAlone: (cloudwatch) => {
        each(cloudwatch, balancer("HTTPCode_Target_5XX_Count"), 10);
        each(cloudwatch, balancer("HTTPCode_ELB_4XX_Count"), 10);
      },
    },
  },
  "rest-api": {
    FrontDoorThrottledAlarm: nearThrottle,
    FrontDoorErrorsAlarm: exceptOurs(restApi("5XXError")),
    ...firewall,
  },
  "buffer-first": {
    FrontDoorThrottledAlarm: nearThrottle,
    FrontDoorErrorsAlarm: counted(restApi("5XXError")),
    ...firewall,
    ...deadLetters("BufferDeadLetterQueue", "Buffer"),
    OldestBufferedRequestAlarm: aged("BufferQueue", 900),
  },
};

/** What an ordered source adds. */
export const ofOrder: Readonly<Record<string, AlarmCase>> = {
  ...deadLetters("OrderedDeadLetterQueue", "Ordered"),
  OldestOrderedDeliveryAlarm: aged("OrderedQueue", 900),
};

const rule = (name: string): Name => [
  "AWS/Events",
  name,
  { EventBusName: physicalName("EventsBus"), RuleName: physicalName("EventsBusForward") },
];

/** What a bus that forwards adds. */
export const ofForwarding: Readonly<Record<string, AlarmCase>> = {
  ...deadLetters("ForwardDeadLetterQueue", "Forward"),
  EventsBusForwardFailuresAlarm: counted(rule("FailedInvocations")),
  EventsBusForwardLossAlarm: counted(rule("InvocationsFailedToBeSentToDlq")),
};
