import type { FrontDoor } from "../../../../config/deployment-options.ts";
import { type Deployment, ids } from "../../../deployment.ts";
import { defaultThrottle } from "../../../front-doors/front-door.ts";
import { accessLogGroup, throttledFilter } from "../../../front-doors/logs/access-log.ts";
import { getAtt, ref, sub, type TemplateValue } from "../../../template.ts";
import { filteredMetric } from "../log-filters.ts";
import { crashes, lastHours } from "./advice.ts";
import type { Alarm, Metric } from "./alarm.ts";

/** Where AWS says of which answers API Gateway may write neither logs nor metrics. */
const unlogged = (kind: "http" | "rest"): string =>
  `[AWS says](https://docs.aws.amazon.com/apigateway/latest/developerguide/${kind}-api-monitor.html)`;

/** Whether the front door may call `receive`: a permission that was taken away by hand does not come back with a deployment. */
const permissionCheck = ({ prefix }: Deployment): string =>
  `if there is nothing, look whether it may still be called: \`aws lambda get-policy --function-name ${prefix}-receive\``;

const gatewayCause = "`receive` was throttled, crashed or ran out of time, or may not be called";

/** A metric's sum. */
const countOf = (namespace: string, name: string, dimensions: Metric["dimensions"]): Metric => ({
  namespace,
  name,
  dimensions,
  statistic: "Sum",
});

/** 429s in the access log of an API. */
function loggedThrottled(deployment: Deployment, kind: "http" | "rest"): Alarm {
  return {
    id: "FrontDoorThrottledAlarm",
    what: "The API answered 429: more requests came than `throttle` lets through",
    cause: "a vendor sends many at once, or somebody floods the URL",
    remedy:
      "raise `throttle`, within the account's quota; have a vendor that does not repeat a 429 send again",
    look: {
      log: accessLogGroup(deployment, kind),
      query: `${throttledFilter[kind]} | stats count(*) as refused by address, bin(5m)`,
    },
    blindSpot: `The count is a lower bound. ${unlogged(kind)} that API Gateway may write neither logs nor metrics of excessive 429s, and of 413s`,
    metrics: { m1: filteredMetric(deployment, "frontDoorThrottled") },
  };
}

/** 5xx in the access log of an API in front of `receive`. */
function loggedErrors(deployment: Deployment, kind: "http" | "rest"): Alarm {
  return {
    id: "FrontDoorErrorsAlarm",
    what: "The API answered 5xx by itself, not `receive`",
    cause: gatewayCause,
    remedy: `look for the same time in the log of \`receive\`; ${permissionCheck(deployment)}`,
    look: {
      log: accessLogGroup(deployment, kind),
      query:
        'filter status >= 500 and integration != "503" | stats count(*) as errors by status, error, integrationError',
    },
    blindSpot: `${unlogged(kind)} that there may be no log of a 5xx by an internal failure of API Gateway`,
    metrics: { m1: filteredMetric(deployment, "frontDoorErrors") },
  };
}

/** API Gateway's metrics of a REST API. */
const restMetric = ({ prefix, stage }: Deployment, name: "Count" | "5XXError"): Metric => ({
  namespace: "AWS/ApiGateway",
  name,
  dimensions: { ApiName: prefix, Stage: stage },
  statistic: name === "Count" ? "SampleCount" : "Sum",
});

/** Without an access log, 429s can't be told from other 4xx: those that `receive` answers to strangers, and those for wrong paths. */
function restThrottled(deployment: Deployment, throttle: { readonly rate: number } | undefined): Alarm {
  const { rate } = throttle ?? defaultThrottle;
  const { prefix, stage } = deployment;
  return {
    id: "FrontDoorThrottledAlarm",
    what: `For a minute, requests came at over nine tenths of \`throttle\` (${rate} a second): some may have got a 429`,
    cause: "a vendor sends many at once, or somebody floods the URL",
    remedy:
      "raise `throttle`, within the account's quota; have a vendor that does not repeat a 429 send again",
    look: lastHours(restMetric(deployment, "Count"), [
      `Name=ApiName,Value=${prefix}`,
      `Name=Stage,Value=${stage}`,
    ]),
    blindSpot:
      "429s for a burst of seconds: without `accessLog`, they can't be told from 401s and wrong paths. " +
      `${unlogged("rest")} that there may be no metrics of excessive 429s`,
    metrics: { m1: restMetric(deployment, "Count") },
    threshold: Math.ceil(rate * 60 * 0.9),
    periodSeconds: 60,
  };
}

/** 5xx of a front door less those that `receive` answered. The two are counted at slightly different times: hence a margin. */
const exceptOurs = (
  deployment: Deployment,
  m1: Metric,
): Pick<Alarm, "metrics" | "expression" | "threshold" | "periods" | "periodsAbove"> => ({
  metrics: { m1, m2: filteredMetric(deployment, "answered5xx") },
  expression: "FILL(m1, 0) - FILL(m2, 0)",
  threshold: 5,
  periods: 3,
  periodsAbove: 2,
});

const marginBlindSpot = "Up to five in five minutes, and what lasts for less than ten minutes";

const restErrors = (deployment: Deployment): Alarm => ({
  id: "FrontDoorErrorsAlarm",
  what: "The API answered 5xx by itself, not `receive`",
  cause: gatewayCause,
  remedy: `look at ReceiveThrottlesAlarm and for the same time in the log; ${permissionCheck(deployment)}`,
  look: crashes(deployment, "receive"),
  blindSpot: marginBlindSpot,
  ...exceptOurs(deployment, restMetric(deployment, "5XXError")),
});

const bufferErrors = (deployment: Deployment): Alarm => ({
  id: "FrontDoorErrorsAlarm",
  what: "The API could not put requests into the buffer queue, and answered 5xx",
  cause: "a body over 750 KB, an SQS failure, or a missing permission of the API's role",
  remedy: "look at the sizes of the vendor's bodies; if they are small, compare BufferRole with the template",
  look: lastHours({ namespace: "AWS/SQS", name: "SentMessageSize", statistic: "Maximum" }, [
    `Name=QueueName,Value=\${${ids.buffer}.QueueName}`,
  ]),
  blindSpot: "Requests with a content type that is not in `contentTypes`: they get a 415",
  metrics: { m1: restMetric(deployment, "5XXError") },
});

const urlErrors = (deployment: Deployment): Alarm => ({
  id: "FrontDoorErrorsAlarm",
  what: "The function URL answered 5xx by itself, not `receive`",
  cause: "`receive` crashed, ran out of time or answered what Lambda does not take",
  remedy: "look for the same time in the log of `receive`",
  look: crashes(deployment, "receive"),
  blindSpot: `${marginBlindSpot}. A 429 is one of Lambda: ReceiveThrottlesAlarm`,
  ...exceptOurs(deployment, countOf("AWS/Lambda", "Url5xxCount", { FunctionName: ref(ids.receive) })),
});

/** There is none on TargetConnectionErrorCount: AWS says that it does not apply where the target is a Lambda function. */
function balancerAlarms(deployment: Deployment): readonly Alarm[] {
  const dimensions = { LoadBalancer: getAtt(ids.loadBalancer, "LoadBalancerFullName") };
  return [
    {
      id: "FrontDoorThrottledAlarm",
      what: "The load balancer rejected connections: it had as many as it can hold",
      cause: "a flood, or growth faster than the load balancer's",
      remedy: "look for one address in the load balancer's access log; ask AWS for more capacity",
      look: lastHours(
        { namespace: "AWS/ApplicationELB", name: "RejectedConnectionCount", statistic: "Sum" },
        [`Name=LoadBalancer,Value=\${${ids.loadBalancer}.LoadBalancerFullName}`],
      ),
      blindSpot: "Bodies over 1 MB, which the load balancer answers 413, as it answers others' bad requests",
      metrics: { m1: countOf("AWS/ApplicationELB", "RejectedConnectionCount", dimensions) },
    },
    {
      id: "FrontDoorErrorsAlarm",
      what: "The load balancer answered 5xx by itself, not `receive`",
      cause: gatewayCause,
      remedy:
        "look at LambdaUserError and LambdaInternalError, and for the same time in the log of `receive`",
      look: crashes(deployment, "receive"),
      blindSpot: "TLS that fails before a request: a certificate that has expired",
      metrics: { m1: countOf("AWS/ApplicationELB", "HTTPCode_ELB_5XX_Count", dimensions) },
    },
  ];
}

function firewallAlarm({ prefix }: Deployment): Alarm {
  const region: TemplateValue = sub("${AWS::Region}");
  return {
    id: "FirewallAlarm",
    what: "The firewall blocks an address that sends more than `requestsPerAddress` in five minutes",
    cause: "a flood, or a vendor that sends from few addresses",
    remedy: "if the address is a vendor's, raise `requestsPerAddress`: its webhooks get a 429",
    look: {
      command: `aws wafv2 get-rate-based-statement-managed-keys --scope REGIONAL --web-acl-name ${prefix} --web-acl-id \${Firewall.Id} --rule-name rate`,
    },
    blindSpot:
      "Addresses that AWS lists for attacks: they are blocked without an alarm, because strangers are all day",
    metrics: {
      m1: countOf("AWS/WAFV2", "BlockedRequests", { WebACL: prefix, Rule: "rate", Region: region }),
    },
  };
}

/** What the front door refuses or fails at before `receive` sees it. */
export function doorAlarms(deployment: Deployment): readonly Alarm[] {
  const door: FrontDoor = deployment.options.frontDoor ?? { kind: "http-api" };
  const wall = "firewall" in door && door.firewall ? [firewallAlarm(deployment)] : [];
  switch (door.kind) {
    case "http-api":
      return [loggedThrottled(deployment, "http"), loggedErrors(deployment, "http")];
    case "function-url":
      return [urlErrors(deployment)];
    case "load-balancer":
      return balancerAlarms(deployment);
    case "rest-api":
      return door.accessLog
        ? [loggedThrottled(deployment, "rest"), loggedErrors(deployment, "rest"), ...wall]
        : [restThrottled(deployment, door.throttle), restErrors(deployment), ...wall];
    case "buffer-first":
      return [
        door.accessLog ? loggedThrottled(deployment, "rest") : restThrottled(deployment, door.throttle),
        bufferErrors(deployment),
        ...wall,
      ];
  }
}
