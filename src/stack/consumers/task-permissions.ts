import { BridgeError } from "../../core/errors.ts";
import type { Statement } from "../policy.ts";
import { sub, type TemplateValue } from "../template.ts";

type StateMembers = Readonly<Record<string, unknown>>;

/** A text in which only AWS's own placeholders are filled in: `${AWS::Region}`. */
export const withPseudoParameters = (text: string): TemplateValue =>
  text.includes("${") ? sub(text.replace(/\$\{(?!AWS::)/g, "${!")) : text;

/** What a task's arguments name, and the actions that it then needs. */
interface Integration {
  /** Of the task's `Resource`: `…:states:::sns:publish`. */
  readonly call: RegExp;
  readonly action: (call: string) => string;
  /** Of its arguments. */
  readonly argument: string;
  /** ARN of what the argument names; undefined where it names nothing of the kind. */
  readonly arn: (name: string) => string | undefined;
}

const regional = (service: string, rest: string): string =>
  `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${rest}`;

const asArn =
  (service: string, before: string) =>
  (name: string): string =>
    name.startsWith("arn:") ? name : regional(service, before + name);

const upperFirst = (text: string): string => text.replace(/^./, (first) => first.toUpperCase());

/** `https://sqs.eu-west-1.amazonaws.com/111122223333/orders` */
const queueArn = (url: string): string | undefined => {
  const [found, region, account, name] = /^https:\/\/sqs\.([^.]+)\.[^/]+\/([^/]+)\/(.+)$/.exec(url) ?? [];
  return found && `arn:\${AWS::Partition}:sqs:${region}:${account}:${name}`;
};

const arnOfTopic = (arn: string): string | undefined => (arn.startsWith("arn:") ? arn : undefined);

const integrations: readonly Integration[] = [
  {
    call: /^lambda:invoke$/,
    action: () => "lambda:InvokeFunction",
    argument: "FunctionName",
    arn: asArn("lambda", "function:"),
  },
  { call: /^sns:publish$/, action: () => "sns:Publish", argument: "TopicArn", arn: arnOfTopic },
  { call: /^sqs:sendMessage$/, action: () => "sqs:SendMessage", argument: "QueueUrl", arn: queueArn },
  {
    call: /^dynamodb:(get|put|update|delete)Item$/,
    action: (call) => `dynamodb:${upperFirst(call.slice("dynamodb:".length))}`,
    argument: "TableName",
    arn: asArn("dynamodb", "table/"),
  },
];

/** Every task of a definition, also inside of maps and parallel branches. */
function tasksIn(value: unknown): readonly StateMembers[] {
  if (typeof value !== "object" || value === null) return [];
  const members = value as StateMembers;
  const inner = Object.values(members).flatMap(tasksIn);
  return members.Type === "Task" ? [members, ...inner] : inner;
}

/** What one task calls; undefined where that can't be told. */
function statementOf(task: StateMembers): Pick<Statement, "Action" | "Resource"> | undefined {
  const resource = String(task.Resource ?? "");
  if (/^arn:[^:]+:lambda:/.test(resource))
    return { Action: "lambda:InvokeFunction", Resource: withPseudoParameters(resource) };
  const call = /^arn:[^:]+:states:::(?:aws-sdk:)?([A-Za-z]+:[A-Za-z]+)(?:\.waitForTaskToken)?$/.exec(
    resource,
  )?.[1];
  const found = integrations.find((integration) => call !== undefined && integration.call.test(call));
  const given = {
    ...(task.Parameters as StateMembers | undefined),
    ...(task.Arguments as StateMembers | undefined),
  };
  const name = found && given[found.argument];
  const arn = typeof name === "string" && !/^\{%|^\$\./.test(name) ? found?.arn(name) : undefined;
  if (!found || call === undefined || arn === undefined) return undefined;
  return { Action: found.action(call), Resource: withPseudoParameters(arn) };
}

/**
 * What a state machine's role must allow for its tasks.
 * @param where the subscription, as a sentence begins with it
 * @throws BridgeError `config-invalid` for a task of which that can't be told
 */
export function taskPermissions(where: string, definition: unknown): readonly Statement[] {
  const statements = tasksIn(definition).map((task): Statement => {
    const statement = statementOf(task);
    if (statement) return { Effect: "Allow", ...statement };
    throw new BridgeError(
      "config-invalid",
      `${where} has a state machine with a task (${String(task.Resource)}) of which can't be told what it needs.`,
      'Give the machine a role of yours: stateMachine: { file: "…", role: "arn:aws:iam::…:role/…" }.',
    );
  });
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}
