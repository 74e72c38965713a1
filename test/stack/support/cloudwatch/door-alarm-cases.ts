/** The same for the alarms of each front door. */

import { restLogFormat } from "../../../../src/stack/front-doors/logs/access-log.ts";
import {
  type AlarmCase,
  aged,
  apiLog,
  counted,
  deadLetters,
  each,
  failedLine,
  lambda,
  minute,
  type Name,
  receiveLog,
  start,
  strangersKey,
} from "./case-parts.ts";
import { physicalName } from "./simulated-cloudwatch.ts";
import { accessLine } from "./written-lines.ts";

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
    // One crash a minute is within the margin; ReceiveErrorsAlarm sees it.
    each(cloudwatch, name, 1, [40, 60]);
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

/** 429s in an access log, and what is none. */
const loggedThrottles = (log: string, format?: string): AlarmCase => ({
  raises: (cloudwatch) =>
    cloudwatch.log(
      log,
      accessLine({ ...gatewayAnswer, status: 429, "error.message": "Too Many Requests" }, format),
      start,
    ),
  leavesAlone: async (cloudwatch) => {
    for (const status of [200, 401, 404, 413, 503])
      await cloudwatch.log(
        log,
        accessLine({ ...gatewayAnswer, status, "integration.status": status }, format),
        start,
      );
    // A firewall blocks with the same status, and has an alarm of its own.
    if (format === restLogFormat)
      await cloudwatch.log(
        log,
        accessLine({ ...gatewayAnswer, status: 429, wafResponseCode: "WAF_BLOCK" }, format),
        start,
      );
  },
});

/** 5xx of the gateway in an access log, and those of `receive`. */
const loggedErrors = (log: string): AlarmCase => ({
  raises: (cloudwatch) =>
    cloudwatch.log(
      log,
      accessLine({ ...gatewayAnswer, status: 500, "error.message": "Internal Server Error" }),
      start,
    ),
  leavesAlone: async (cloudwatch) => {
    for (const status of [200, 401, 503])
      await cloudwatch.log(
        log,
        accessLine({ ...gatewayAnswer, status, "integration.status": status }),
        start,
      );
    for (const status of [404, 429])
      await cloudwatch.log(log, accessLine({ ...gatewayAnswer, status }), start);
  },
});

/** What a REST API has in place of the same alarms when it writes an access log. */
export const ofRestLog: Readonly<Record<string, AlarmCase>> = {
  FrontDoorThrottledAlarm: loggedThrottles("RestApiLogGroup", restLogFormat),
  FrontDoorErrorsAlarm: loggedErrors("RestApiLogGroup"),
};

/** What each front door has of its own. */
export const ofDoor: Readonly<Record<string, Readonly<Record<string, AlarmCase>>>> = {
  "http-api": {
    FrontDoorThrottledAlarm: loggedThrottles(apiLog),
    FrontDoorErrorsAlarm: loggedErrors(apiLog),
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
