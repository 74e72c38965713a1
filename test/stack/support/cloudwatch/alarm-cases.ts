/** For each alarm: what raises it, and what must leave it alone, as AWS's services and our functions would report it. */
import {
  type AlarmCase,
  aged,
  counted,
  day,
  deadLetters,
  each,
  failedLine,
  hour,
  lambda,
  logged,
  type Name,
  overTwenty,
  publishLog,
  receiveLog,
  refused,
  start,
  strangersKey,
  twenty,
  unknownUrl,
  wrongSecret,
} from "./case-parts.ts";
import { physicalName } from "./simulated-cloudwatch.ts";
import { publishLine, receiveLine } from "./written-lines.ts";

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

/** With the deployment's own key. */
export const ofKey: Readonly<Record<string, AlarmCase>> = deadLetters("BusDeadLetterQueue", "Bus");
