/**
 * A recorded server: it answers the SDK's own requests with AWS's shapes (the SDK's types and AWS's API reference), where moto has no such operation.
 * What it answers is chosen by each test.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of an SDK client. */
export interface RecordedCall {
  readonly operation: string;
  /** Members of the request; of CloudFormation, the fields of its form. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** AWS's refusal of a call. */
export class AwsRefusal extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** What a call is answered: an object for JSON, a text for XML. @param url of the server, which is in the URLs of its queues */
export type Answer = (
  input: Readonly<Record<string, unknown>>,
  url: string,
) => object | string | Promise<object | string>;

/** Answers by operation. */
export type Answers = Readonly<Record<string, Answer>>;

export interface RecordedAws {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  /** Variables with which the SDK finds it. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Calls that have a path of their own instead of a name: Lambda's. */
const byPath: Readonly<Record<string, string>> = {
  "GET /2016-08-19/account-settings": "GetAccountSettings",
};

function readCall(path: string, target: string | undefined, body: string): RecordedCall {
  const ofPath = byPath[path.replace(/\/?(?:\?.*)?$/, "")];
  if (ofPath !== undefined) return { operation: ofPath, input: {} };
  if (target !== undefined)
    return { operation: target.split(".").at(-1) ?? "", input: JSON.parse(body === "" ? "{}" : body) };
  const { Action = "", ...input } = Object.fromEntries(new URLSearchParams(body));
  return { operation: Action, input };
}

const xmlError = (name: string, message: string): string =>
  `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type><Code>${name}</Code><Message>${message}</Message></Error></ErrorResponse>`;

/** Starts the server. A call without an answer is refused as an unknown operation. */
export async function recordedAws(answers: Answers): Promise<RecordedAws> {
  const calls: RecordedCall[] = [];
  let url = "";
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const target = request.headers["x-amz-target"] as string | undefined;
    const call = readCall(`${request.method} ${request.url}`, target, body);
    calls.push(call);
    const isJson = target !== undefined || Object.values(byPath).includes(call.operation);
    const type = isJson ? "application/x-amz-json-1.1" : "text/xml";
    try {
      const answer = answers[call.operation];
      if (!answer) throw new AwsRefusal("UnknownOperationException", `no recorded ${call.operation}`);
      const found = await answer(call.input, url);
      response.writeHead(200, { "content-type": type });
      response.end(typeof found === "string" ? found : JSON.stringify(found));
    } catch (error) {
      const { name, message, status = 500 } = error as AwsRefusal;
      response.writeHead(status, { "content-type": type });
      response.end(isJson ? JSON.stringify({ __type: name, message }) : xmlError(name, message));
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    calls,
    variables: {
      AWS_ENDPOINT_URL: url,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: "eu-west-1",
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
