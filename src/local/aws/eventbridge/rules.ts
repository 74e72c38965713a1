import { checkName, optionalText, pageOf, requiredText } from "../aws-json-input.ts";
import { AwsError, type Input } from "../aws-json-server.ts";
import { existingBus } from "./buses.ts";
import { checkPatternLength, checkRulePatternQuota, checkRuleQuotas } from "./quotas.ts";
import { bindOperations, eventsArn, type OperationEntries, type Service, settingsOf } from "./store.ts";
import { checkPattern } from "./test-event-pattern.ts";

/** ARN of a rule. On the default bus it does not name the bus. */
export function ruleArn(service: Service, bus: string, rule: string): string {
  return eventsArn(service, bus === "default" ? `rule/${rule}` : `rule/${bus}/${rule}`);
}

/** Settings of a rule; throws AWS's error when it does not exist. */
export function existingRule(service: Service, bus: string, rule: string): Input {
  const statement = service.database.prepare("SELECT settings FROM rules WHERE bus = ? AND name = ?");
  const settings = settingsOf(statement.get(bus, rule));
  if (settings) return settings;
  throw new AwsError("ResourceNotFoundException", `Rule ${rule} does not exist on EventBus ${bus}.`);
}

function ruleDescription(service: Service, bus: string, name: string, settings: Input | undefined): object {
  return { Name: name, Arn: ruleArn(service, bus, name), EventBusName: bus, ...settings };
}

function saveRule({ database }: Service, bus: string, name: string, settings: object): void {
  database.prepare("INSERT OR REPLACE INTO rules VALUES (?, ?, ?)").run(bus, name, JSON.stringify(settings));
}

/** The patterns of a bus's rules except this one. */
function otherPatterns({ database }: Service, bus: string, name: string): readonly (string | undefined)[] {
  const rows = database.prepare("SELECT settings FROM rules WHERE bus = ? AND name <> ?").all(bus, name);
  return rows.map((row) => optionalText(settingsOf(row) ?? {}, "EventPattern"));
}

function putRule(service: Service, input: Input): object {
  const name = requiredText(input, "Name");
  checkName(name, "name", 64);
  const bus = existingBus(service, input, "EventBusName");
  const pattern = optionalText(input, "EventPattern");
  const schedule = optionalText(input, "ScheduleExpression");
  if (!pattern && !schedule) {
    throw new AwsError(
      "ValidationException",
      "Parameter(s) EventPattern or ScheduleExpression must be specified.",
    );
  }
  if (pattern) {
    checkPatternLength(pattern);
    checkRulePatternQuota(pattern);
  }
  checkRuleQuotas(otherPatterns(service, bus, name), pattern ? checkPattern(pattern) : undefined);
  saveRule(service, bus, name, {
    EventPattern: pattern,
    ScheduleExpression: schedule,
    State: optionalText(input, "State") ?? "ENABLED",
    Description: optionalText(input, "Description"),
    RoleArn: optionalText(input, "RoleArn"),
  });
  return { RuleArn: ruleArn(service, bus, name) };
}

function deleteRule(service: Service, input: Input): object {
  const { database } = service;
  const name = requiredText(input, "Name");
  const bus = existingBus(service, input, "EventBusName");
  if (database.prepare("SELECT 1 FROM targets WHERE bus = ? AND rule = ?").get(bus, name)) {
    throw new AwsError("ValidationException", "Rule can't be deleted since it has targets.");
  }
  database.prepare("DELETE FROM rules WHERE bus = ? AND name = ?").run(bus, name);
  return {};
}

function describeRule(service: Service, input: Input): object {
  const name = requiredText(input, "Name");
  const bus = existingBus(service, input, "EventBusName");
  return ruleDescription(service, bus, name, existingRule(service, bus, name));
}

function listRules(service: Service, input: Input): object {
  const bus = existingBus(service, input, "EventBusName");
  const prefix = optionalText(input, "NamePrefix") ?? "";
  const rows = service.database
    .prepare("SELECT name, settings FROM rules WHERE bus = ? ORDER BY name")
    .all(bus);
  const matching = rows.filter(({ name }) => String(name).startsWith(prefix));
  const { items, next } = pageOf(input, matching);
  const rules = items.map((row) => ruleDescription(service, bus, String(row.name), settingsOf(row)));
  return { Rules: rules, NextToken: next };
}

const setRuleState =
  (state: "ENABLED" | "DISABLED") =>
  (service: Service, input: Input): object => {
    const name = requiredText(input, "Name");
    const bus = existingBus(service, input, "EventBusName");
    saveRule(service, bus, name, { ...existingRule(service, bus, name), State: state });
    return {};
  };

/** The operations on rules. */
export const ruleOperations = (service: Service): OperationEntries =>
  bindOperations(service, {
    PutRule: putRule,
    DeleteRule: deleteRule,
    DescribeRule: describeRule,
    ListRules: listRules,
    EnableRule: setRuleState("ENABLED"),
    DisableRule: setRuleState("DISABLED"),
  });
