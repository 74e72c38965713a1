/** A packaged bridge that runs: the resources of its template are created, and its handlers get their events. */
import { CreateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { type Clients, type Cloud, cloudVariables } from "../../../src/local/aws/clients.ts";
import { gatewayEvent } from "../../../src/local/lambda/gateway/gateway-event.ts";
import { startLambda } from "../../../src/local/lambda/lambda.ts";
import { startQueuePoller } from "../../../src/local/lambda/queue-poller.ts";
import { functionVariables } from "../support/template-values.ts";
import { type MadeTemplate, makeTemplate } from "./made-template.ts";
import type { Package } from "./package-fixture.ts";

/** A request as a vendor sends it. */
export interface Call {
  readonly source: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** The answer of `receive`. */
export interface CallAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface DeployedBridge {
  readonly made: MadeTemplate;
  /** Environment variables of both functions. */
  readonly variables: Readonly<Record<string, string>>;
  /** Lines of the functions' logs, parsed if they are JSON. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  call(call: Call): Promise<CallAnswer>;
  /** Invokes `receive` with a gateway's event. */
  invoke(event: object): Promise<CallAnswer>;
  putSecret(source: string, value: string): Promise<void>;
  close(): Promise<void>;
}

/** Properties of an event source mapping. */
interface Mapping {
  readonly EventSourceArn: { readonly "Fn::GetAtt": readonly [queue: string, attribute: string] };
  readonly FunctionName: { readonly Ref: string };
}

/** Creates the resources of the package's template in `cloud`, and starts its functions. */
export async function deployBridge(
  { template, bundles }: Package,
  clients: Clients,
  cloud: Cloud,
  account = "000000000000",
): Promise<DeployedBridge> {
  const made = await makeTemplate(template, { stackName: "hookbridge-dev", clients, cloud, account });
  const variables = await functionVariables(template, "ReceiveLambdaFunction", made);
  const log: Record<string, unknown>[] = [];
  const start = (name: "receive" | "publish") =>
    startLambda({
      functionName: `hookbridge-dev-${name}`,
      bundle: bundles[name],
      variables: {
        ...variables,
        ...cloudVariables(cloud),
        AWS_ENDPOINT_URL: cloud.endpoints.ssm,
        AWS_LAMBDA_FUNCTION_NAME: `hookbridge-dev-${name}`,
      },
      region: cloud.region,
      account,
      timeoutMs: 29_000,
      concurrency: 1,
      onLine: (line) => log.push(line.startsWith("{") ? JSON.parse(line) : { line }),
    });
  const functions = { receive: start("receive"), publish: start("publish") };
  await Promise.all([functions.receive.warm(), functions.publish.warm()]);
  const mappings = Object.values(template.Resources).filter(
    ({ Type }) => Type === "AWS::Lambda::EventSourceMapping",
  );
  const pollers = await Promise.all(
    mappings.map(async ({ Properties }) => {
      const { EventSourceArn, FunctionName } = Properties as unknown as Mapping;
      const queue = await made.resource(EventSourceArn["Fn::GetAtt"][0]);
      return startQueuePoller({
        sqs: clients.sqs,
        queue: { url: queue.ref, arn: queue.attributes.Arn ?? "" },
        region: cloud.region,
        lambda: FunctionName.Ref === "ReceiveLambdaFunction" ? functions.receive : functions.publish,
        concurrency: 1,
        onFailure: (error) => log.push({ failure: String(error) }),
      });
    }),
  );
  return {
    made,
    variables,
    log,
    async call({ source, method = "POST", headers, body }) {
      const request = {
        method,
        target: `/hooks/${source}`,
        rawHeaders: Object.entries(headers).flat(),
        body,
        httpVersion: "1.1",
        sourceIp: "192.0.2.1",
      };
      const facts = {
        routeKey: "ANY /hooks/{source}",
        pathParameters: { source },
        account,
        domainName: "abc123.execute-api.us-east-1.amazonaws.com",
        protocol: "https",
        port: "443",
        now: Date.now(),
      };
      return (await functions.receive.invoke(gatewayEvent(request, facts))) as CallAnswer;
    },
    async invoke(event) {
      return (await functions.receive.invoke(event)) as CallAnswer;
    },
    async putSecret(source, Value) {
      const Name = `${variables.HOOKBRIDGE_PARAMETER_PREFIX}/${source}`;
      if (variables.HOOKBRIDGE_SECRET_STORE === "ssm") {
        await clients.ssm.send(new PutParameterCommand({ Name, Value, Type: "SecureString" }));
        return;
      }
      const { region, credentials } = cloud;
      const client = new SecretsManagerClient({ region, credentials, endpoint: cloud.endpoints.ssm });
      await client.send(new CreateSecretCommand({ Name, SecretString: Value }));
      client.destroy();
    },
    async close() {
      await Promise.all(pollers.map((poller) => poller.stop(1_000)));
      await Promise.all([functions.receive.close(), functions.publish.close()]);
    },
  };
}
