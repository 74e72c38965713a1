/** What an ARN stands for, by its service and how its resource begins. */
const services: readonly (readonly [prefix: string, name: string])[] = [
  ["lambda:", "an AWS Lambda function"],
  ["states:", "an AWS Step Functions state machine"],
  ["firehose:", "an Amazon Data Firehose stream"],
  ["events:event-bus/", "an event bus"],
  ["events:api-destination/", "an API destination"],
  ["logs:", "an Amazon CloudWatch Logs log group"],
  ["sns:", "an Amazon SNS topic"],
  ["kinesis:", "an Amazon Kinesis data stream"],
  ["ecs:", "an Amazon ECS cluster"],
  ["batch:", "an AWS Batch job queue"],
  ["execute-api:", "an Amazon API Gateway API"],
  ["codebuild:", "an AWS CodeBuild project"],
  ["codepipeline:", "an AWS CodePipeline pipeline"],
  ["glue:", "an AWS Glue workflow"],
  ["redshift:", "an Amazon Redshift cluster"],
  ["redshift-serverless:", "an Amazon Redshift workgroup"],
  ["sagemaker:", "an Amazon SageMaker pipeline"],
  ["ssm:", "an AWS Systems Manager resource"],
  ["appsync:", "an AWS AppSync API"],
];

const arn = /^arn:[\w-]+:(?<service>[\w-]+):[^:]*:[^:]*:(?<resource>.+)$/;

/** Whether a text has the form of an ARN. */
export function isArn(text: string): boolean {
  return arn.test(text);
}

/** Whether this is the ARN of a queue. */
export function isQueue(text: string): boolean {
  return arn.exec(text)?.groups?.service === "sqs";
}

/** The name of the bus that an ARN is of. */
export function busOfArn(text: string): string | undefined {
  const { service, resource = "" } = arn.exec(text)?.groups ?? {};
  return service === "events" && resource.startsWith("event-bus/")
    ? resource.slice(resource.lastIndexOf("/") + 1)
    : undefined;
}

/** The queue in which executions of a state machine wait: that of its name. Whoever runs the state machine takes them from there. */
export function queueOfStateMachine(text: string): string | undefined {
  const { service, resource = "" } = arn.exec(text)?.groups ?? {};
  if (service !== "states" || !resource.startsWith("stateMachine:")) return undefined;
  return text.replace(":states:", ":sqs:").replace(":stateMachine:", ":");
}

/** Whether the local EventBridge delivers to it. */
export const isDelivered = (text: string): boolean =>
  isQueue(text) || busOfArn(text) !== undefined || queueOfStateMachine(text) !== undefined;

/** What an ARN stands for: `an AWS Lambda function`. */
export function serviceOf(text: string): string {
  const { service = "", resource = "" } = arn.exec(text)?.groups ?? {};
  const [, name] = services.find(([prefix]) => `${service}:${resource}`.startsWith(prefix)) ?? [];
  return name ?? `a resource of "${service}"`;
}
