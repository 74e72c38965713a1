import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Endpoints } from "../../src/local/aws/clients.ts";

/** Where a process is killed: at the so-manieth call of that name, before or after the service has acted. */
export interface Point {
  readonly when: "before" | "after";
  readonly call: string;
  readonly count: number;
}

/** An event that the bus has taken. */
export interface Put {
  readonly id: string;
  readonly detail: string;
}

/** One endpoint for every service, through which a test sees each call and strikes at named ones. */
export interface ServiceProxy {
  readonly url: string;
  readonly puts: readonly Put[];
  /** Calls `strike` at the point, once. */
  arm(point: Point, strike: () => void): void;
  close(): void;
}

const services: Readonly<Record<string, keyof Endpoints>> = {
  AmazonSQS: "sqs",
  AWSEvents: "eventbridge",
  DynamoDB_20120810: "dynamodb",
  AmazonSSM: "ssm",
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Starts the proxy in front of the embedded servers. */
export async function startProxy(endpoints: Endpoints): Promise<ServiceProxy> {
  const puts: Put[] = [];
  let armed: { readonly point: Point; readonly strike: () => void; left: number } | undefined;

  /** True when the process is dead by now and must not get an answer. */
  function struck(when: Point["when"], call: string): boolean {
    if (armed?.point.call !== call || armed.point.when !== when || --armed.left > 0) return false;
    armed.strike();
    armed = undefined;
    return true;
  }

  const server = createServer(async (request, response) => {
    try {
      const [prefix = "", operation] = String(request.headers["x-amz-target"] ?? "").split(".");
      const service = services[prefix] ?? "s3";
      const call = `${service} ${operation ?? request.method}`;
      const body = await bodyOf(request);
      if (struck("before", call)) return void request.socket.destroy();
      const { host: _, connection: __, "content-length": ___, ...headers } = request.headers;
      const answer = await fetch(`${endpoints[service]}${request.url}`, {
        method: request.method ?? "POST",
        headers: headers as Record<string, string>,
        ...(body.length > 0 && { body }),
      });
      let text = Buffer.from(await answer.arrayBuffer());
      if (call === "eventbridge PutEvents") {
        const { Entries } = JSON.parse(body.toString()) as { Entries: { Detail: string }[] };
        const results = (JSON.parse(text.toString()) as { Entries?: { EventId?: string }[] }).Entries ?? [];
        for (const [place, { Detail }] of Entries.entries())
          if (results[place]?.EventId)
            puts.push({ id: (JSON.parse(Detail) as { id: string }).id, detail: Detail });
      }
      if (struck("after", call)) return void request.socket.destroy();
      // Queue URLs name the server behind: clients must come back here.
      if (service === "sqs")
        text = Buffer.from(
          text.toString().replace(/https?:\/\/[^/"]+\/(?=0{12}\/)/g, `http://${request.headers.host}/`),
        );
      const type = answer.headers.get("content-type");
      response.writeHead(answer.status, type ? { "content-type": type } : {}).end(text);
    } catch {
      request.socket.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    puts,
    arm(point, strike) {
      armed = { point, strike, left: point.count };
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
