import { it } from "vitest";
import { arns } from "../support/configs.ts";
import { expectRefusal, names, type Refusal, record } from "../support/refused.ts";

const refusals: readonly Refusal[] = [
  [
    "two buses with one logical id",
    { buses: { people: {}, People: {} } },
    /"people" and "People" would have the same logical id/,
  ],
  [
    "two lakes with one database",
    { buses: { "a-b": { lake: { days: 1 } }, a_b: { lake: { days: 1 } }, "a.b": {} } },
    /"a-b" and "a_b" would have the same database in Glue for their lakes\. Rename one of them/,
  ],
  [
    "an account that has no 12 digits",
    { buses: { events: { shareWith: { accounts: ["1234"] } } } },
    /account in shareWith is "1234"\. .*12 digits/,
  ],
  [
    "an organization that is not an id",
    { buses: { events: { shareWith: { organization: "acme" } } } },
    /organization in shareWith is "acme"/,
  ],
  [
    "a lock that locks everybody out",
    { buses: { events: { locked: { rulesBy: [] } } } },
    /bus "events": rulesBy is empty.* or write locked: true/,
  ],
  [
    "a principal that is not an ARN",
    { buses: { events: { locked: { rulesBy: ["admin"] } } } },
    /rulesBy is "admin"/,
  ],
  [
    "a bus to forward to that is not an ARN",
    { buses: { events: { forwardTo: ["central"] } } },
    /forwardTo is "central"/,
  ],
  [
    "more targets than a rule can have",
    { buses: { events: { forwardTo: names(6, "arn:aws:events:eu-west-1:111122223333:event-bus/b") } } },
    /forwardTo has 6 buses\. .* allows 5/,
  ],
  [
    "events larger than EventBridge takes",
    { buses: { events: { eventBytes: 1_048_576 } } },
    /bus "events": eventBytes is 1048576\. Give a whole number from 65536 to 1000000/,
  ],
  [
    "a lake that outlives its large payloads",
    { buses: { events: { lake: { days: 365 } } }, deployment: { claimDays: 364 } },
    /bus "events": its lake keeps events for 365 days, and claimDays is 364: .* Set claimDays to 365 at least/,
  ],
  [
    "schemas that are discovered on an encrypted bus",
    { buses: { events: { discoverSchemas: true } }, deployment: { encryptionKey: arns.key } },
    /bus "events": discoverSchemas is on, and encryptionKey .* leave one of them out/,
  ],
  [
    "a name that is too long for a log",
    { buses: record(["x".repeat(50)], { log: "error" } as const) },
    /too long for a log: .* 60 characters\. Shorten/,
  ],
];

it.each(refusals)("a bus is refused: %s", (_what, config, says) => expectRefusal(config, says));
