import { createHash } from "node:crypto";
import { type Answers, AwsRefusal } from "./recorded-aws.ts";

interface KeptQueue {
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Record<string, string>;
  messages: { readonly body: string; readonly at: number }[];
}

interface KeptRule {
  readonly pattern: string;
  targets: readonly { readonly Id: string; readonly Arn: string }[];
}

/** Queues and rules as SQS and EventBridge keep them, with their answers. */
export interface FollowerAws {
  readonly answers: Answers;
  readonly queues: ReadonlyMap<string, KeptQueue>;
  /** By `<bus>/<name>`. */
  readonly rules: ReadonlyMap<string, KeptRule>;
  /** Puts a message into a queue, as EventBridge sends an event to it. */
  send(queue: string, body: string, at: number): void;
  addQueue(name: string, tags?: Record<string, string>): void;
  addRule(bus: string, name: string): void;
}

const urlOf = (server: string, name: string): string => `${server}/111122223333/${name}`;

/** @param before called before each call, by its operation: it may throw AWS's refusal */
export function followerAws(before: (operation: string) => void = () => {}): FollowerAws {
  const queues = new Map<string, KeptQueue>();
  const rules = new Map<string, KeptRule>();
  const queueOf = (QueueUrl: unknown): KeptQueue => {
    const queue = queues.get(String(QueueUrl).split("/").at(-1) ?? "");
    if (queue) return queue;
    throw new AwsRefusal("QueueDoesNotExist", "The specified queue does not exist.");
  };
  const ruleOf = (bus: unknown, name: unknown): KeptRule => {
    const rule = rules.get(`${bus}/${name}`);
    if (rule) return rule;
    throw new AwsRefusal("ResourceNotFoundException", `Rule ${name} does not exist on EventBus ${bus}.`);
  };
  const answers: Answers = {
    CreateQueue({ QueueName, Attributes, tags }, url) {
      const name = String(QueueName);
      queues.set(name, {
        attributes: Attributes as Record<string, string>,
        tags: { ...(tags as Record<string, string>) },
        messages: [],
      });
      return { QueueUrl: urlOf(url, name) };
    },
    GetQueueUrl({ QueueName }, url) {
      queueOf(QueueName);
      return { QueueUrl: urlOf(url, String(QueueName)) };
    },
    DeleteQueue({ QueueUrl }) {
      queueOf(QueueUrl);
      queues.delete(String(QueueUrl).split("/").at(-1) ?? "");
      return {};
    },
    TagQueue({ QueueUrl, Tags }) {
      Object.assign(queueOf(QueueUrl).tags, Tags);
      return {};
    },
    ListQueueTags: ({ QueueUrl }) => ({ Tags: queueOf(QueueUrl).tags }),
    ListQueues: ({ QueueNamePrefix }, url) => ({
      QueueUrls: [...queues.keys()]
        .filter((name) => name.startsWith(String(QueueNamePrefix)))
        .map((name) => urlOf(url, name)),
    }),
    async ReceiveMessage({ QueueUrl }) {
      const queue = queueOf(QueueUrl);
      if (queue.messages.length === 0) await new Promise((done) => setTimeout(done, 20));
      const Messages = queue.messages.splice(0, 10).map(({ body, at }) => ({
        MessageId: `${at}-${body.length}`,
        ReceiptHandle: `handle-${at}`,
        Body: body,
        MD5OfBody: createHash("md5").update(body).digest("hex"),
        Attributes: { SentTimestamp: String(at) },
      }));
      return Messages.length === 0 ? {} : { Messages };
    },
    DeleteMessageBatch: ({ Entries }) => ({
      Successful: (Entries as readonly { readonly Id: string }[]).map(({ Id }) => ({ Id })),
      Failed: [],
    }),
    PutRule({ Name, EventBusName, EventPattern }) {
      const pattern = String(EventPattern);
      if (!pattern.startsWith("{") || pattern.includes("prefixx"))
        throw new AwsRefusal(
          "InvalidEventPatternException",
          "Event pattern is not valid. Reason: Filter is not an object",
        );
      rules.set(`${EventBusName}/${Name}`, { pattern, targets: [] });
      return { RuleArn: `arn:aws:events:eu-west-1:111122223333:rule/${EventBusName}/${Name}` };
    },
    PutTargets({ Rule, EventBusName, Targets }) {
      ruleOf(EventBusName, Rule).targets = Targets as KeptRule["targets"];
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets({ Rule, EventBusName }) {
      ruleOf(EventBusName, Rule).targets = [];
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    DeleteRule({ Name, EventBusName }) {
      // EventBridge answers 200 for a rule that is not there, and refuses one that still has targets.
      if ((rules.get(`${EventBusName}/${Name}`)?.targets.length ?? 0) > 0)
        throw new AwsRefusal("ValidationException", "Rule can't be deleted since it has targets.");
      rules.delete(`${EventBusName}/${Name}`);
      return {};
    },
    ListRules: ({ EventBusName, NamePrefix }) => ({
      Rules: [...rules.keys()]
        .filter((key) => key.startsWith(`${EventBusName}/${NamePrefix}`))
        .map((key) => ({ Name: key.split("/")[1], EventBusName, State: "ENABLED" })),
    }),
  };
  return {
    queues,
    rules,
    answers: Object.fromEntries(
      Object.entries(answers).map(([operation, answer]) => [
        operation,
        (input, url) => {
          before(operation);
          return answer(input, url);
        },
      ]),
    ),
    send: (queue, body, at) => void queueOf(queue).messages.push({ body, at }),
    addQueue: (name, tags = {}) => void queues.set(name, { attributes: {}, tags, messages: [] }),
    addRule: (bus, name) =>
      void rules.set(`${bus}/${name}`, { pattern: "{}", targets: [{ Id: "tail", Arn: "a" }] }),
  };
}
