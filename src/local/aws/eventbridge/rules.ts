import { optionalText, page, requiredText } from "../aws-json-input.ts";
import { AwsError, type Input, type Operation } from "../aws-json-server.ts";
import { existingBus } from "./buses.ts";
import { checkPattern } from "./patterns/test-event-pattern.ts";
import { arn, type Service, settingsOf } from "./store.ts";

/** ARN of a rule; on the default bus it does not name the bus. */
export function ruleArn(service: Service, bus: string, rule: string): string {
  return arn(service, bus === "default" ? `rule/${rule}` : `rule/${bus}/${rule}`);
}

/** Settings of a rule; throws AWS's error when it does not exist. */
export function existingRule(service: Service, bus: string, rule: string): Input {
  const statement = service.database.prepare("SELECT settings FROM rules WHERE bus = ? AND name = ?");
  const settings = settingsOf(statement.get(bus, rule));
  if (settings) return settings;
  throw new AwsError("ResourceNotFoundException", `Rule ${rule} does not exist on EventBus ${bus}.`);
}

/** PutRule, DeleteRule, DescribeRule, ListRules, EnableRule and DisableRule. */
export function ruleOperations(service: Service): readonly (readonly [string, Operation])[] {
  const { database } = service;
  const describe = (bus: string, name: string, settings: Input | undefined) => ({
    Name: name,
    Arn: ruleArn(service, bus, name),
    EventBusName: bus,
    ...settings,
  });

  function save(bus: string, name: string, settings: object): void {
    database
      .prepare("INSERT OR REPLACE INTO rules VALUES (?, ?, ?)")
      .run(bus, name, JSON.stringify(settings));
  }

  function putRule(input: Input): object {
    const name = requiredText(input, "Name");
    const bus = existingBus(service, input, "EventBusName");
    const pattern = optionalText(input, "EventPattern");
    const schedule = optionalText(input, "ScheduleExpression");
    if (!pattern && !schedule) {
      throw new AwsError(
        "ValidationException",
        "Parameter(s) EventPattern or ScheduleExpression must be specified.",
      );
    }
    if (pattern) checkPattern(pattern);
    save(bus, name, {
      EventPattern: pattern,
      ScheduleExpression: schedule,
      State: optionalText(input, "State") ?? "ENABLED",
      Description: optionalText(input, "Description"),
      RoleArn: optionalText(input, "RoleArn"),
    });
    return { RuleArn: ruleArn(service, bus, name) };
  }

  function deleteRule(input: Input): object {
    const name = requiredText(input, "Name");
    const bus = existingBus(service, input, "EventBusName");
    if (database.prepare("SELECT 1 FROM targets WHERE bus = ? AND rule = ?").get(bus, name)) {
      throw new AwsError("ValidationException", "Rule can't be deleted since it has targets.");
    }
    database.prepare("DELETE FROM rules WHERE bus = ? AND name = ?").run(bus, name);
    return {};
  }

  function describeRule(input: Input): object {
    const name = requiredText(input, "Name");
    const bus = existingBus(service, input, "EventBusName");
    return describe(bus, name, existingRule(service, bus, name));
  }

  function listRules(input: Input): object {
    const bus = existingBus(service, input, "EventBusName");
    const prefix = optionalText(input, "NamePrefix") ?? "";
    const rows = database.prepare("SELECT name, settings FROM rules WHERE bus = ? ORDER BY name").all(bus);
    const named = rows.filter(({ name }) => String(name).startsWith(prefix));
    const { items, next } = page(input, named);
    return { Rules: items.map((row) => describe(bus, String(row.name), settingsOf(row))), NextToken: next };
  }

  function setState(state: "ENABLED" | "DISABLED"): Operation {
    return (input) => {
      const name = requiredText(input, "Name");
      const bus = existingBus(service, input, "EventBusName");
      save(bus, name, { ...existingRule(service, bus, name), State: state });
      return {};
    };
  }

  return [
    ["PutRule", putRule],
    ["DeleteRule", deleteRule],
    ["DescribeRule", describeRule],
    ["ListRules", listRules],
    ["EnableRule", setState("ENABLED")],
    ["DisableRule", setState("DISABLED")],
  ];
}
