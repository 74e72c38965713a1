import { Readable } from "node:stream";
import type { ClientSettings } from "../../src/aws/client-settings.ts";
import type { Accepted, Cloud, Invocation } from "./cloud.ts";
import type { Fate, Mishap, Nemesis } from "./nemesis.ts";
import type { Random } from "./random.ts";
import { type Call, type Reply, services } from "./services.ts";

/** One Lambda execution environment, as far as the network sees it. */
export interface Wire {
  /** The invocation under way. */
  invocation: Invocation;
  dead: boolean;
  kill(reason: string): void;
}

/** How long the SDK waits for an answer, as the functions' client settings say. */
const requestTimeoutMs = 5_000;

const prefixes: Readonly<Record<string, string>> = {
  AmazonSQS: "sqs",
  AWSEvents: "events",
  DynamoDB_20120810: "dynamodb",
  AmazonSSM: "ssm",
};

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function readCall(request: HttpRequest, by: Invocation): Call {
  const [prefix = "", operation] = (request.headers["x-amz-target"] ?? "").split(".");
  const { path, body = "" } = request;
  const bytes =
    typeof body === "string" ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (operation)
    return { name: `${prefixes[prefix]}.${operation}`, input: JSON.parse(String(bytes)), path, bytes, by };
  return { name: `s3.${request.method}`, input: {}, path, bytes, by };
}

const never = (): Promise<never> => new Promise(() => {});

const error = (status: number, code: string, call: Call): Reply =>
  call.name.startsWith("s3")
    ? { status, body: `<Error><Code>${code}</Code><Message>injected</Message></Error>` }
    : { status, body: JSON.stringify({ __type: code, message: "injected" }) };

function bodyOf(call: Call, { body }: Reply, cut: boolean): Uint8Array | Readable {
  const bytes = Buffer.from(body as string);
  if (call.name !== "s3.GET") return cut ? bytes.subarray(0, bytes.length >> 1) : bytes;
  if (!cut) return Readable.from([bytes], { objectMode: false });
  const broken = Readable.from(
    (function* () {
      yield bytes.subarray(0, bytes.length >> 1);
      throw Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    })(),
    { objectMode: false },
  );
  return broken;
}

/** A client's network: requests reach the simulated services through whatever the nemesis has in mind for them. */
export function connect(wire: Wire, cloud: Cloud, nemesis: Nemesis, random: Random): ClientSettings {
  const { time } = cloud;

  async function befall(mishap: Mishap, call: Call): Promise<Reply> {
    switch (mishap) {
      case "kill":
        wire.kill("killed");
        return never();
      case "freeze":
        call.by.frozen = true;
        return never();
      case "reset":
        throw Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
      case "timeout":
        await time.sleep(requestTimeoutMs);
        throw Object.assign(new Error("no answer in time"), { name: "TimeoutError" });
      case "error":
        return error(random.pick([500, 503]), "InternalFailure", call);
      case "throttle":
        return call.name.startsWith("s3")
          ? error(503, "SlowDown", call)
          : error(400, call.name.startsWith("sqs") ? "RequestThrottled" : "ThrottlingException", call);
      case "denied":
        return call.name.startsWith("s3")
          ? error(403, "AccessDenied", call)
          : error(400, "AccessDeniedException", call);
      case "missing":
        return error(400, "ResourceNotFoundException", call);
    }
  }

  /** Entries whose acceptance the function may never hear of. */
  function excuse(accepted: readonly Accepted[], why: string): void {
    for (const entry of accepted) entry.excuse ??= why;
  }

  function stripped(call: Call, accepted: readonly Accepted[]): Reply {
    excuse(accepted, "an answer without ids");
    const entries = call.input.Entries as readonly unknown[];
    return { status: 200, body: JSON.stringify({ FailedEntryCount: 0, Entries: entries.map(() => ({})) }) };
  }

  async function serve(call: Call, fate: Fate): Promise<Reply> {
    if (fate.before && call.name === "dynamodb.BatchWriteItem") call.by.writeFailed = true;
    if (fate.before) return befall(fate.before, call);
    const service = services.get(call.name);
    if (!service) throw new Error(`no service for ${call.name}`);
    const before = cloud.bus.length;
    const { limitBytes } = fate;
    const served = limitBytes === undefined ? call : { ...call, limitBytes };
    let reply = service(cloud, served, fate.refuse ?? (() => undefined));
    const accepted = cloud.bus.slice(before);
    await time.sleep(random.int(1, 15));
    if (wire.dead) {
      excuse(accepted, "killed");
      return never();
    }
    if (fate.after) excuse(accepted, `${fate.after} after acceptance`);
    if (fate.after) reply = await befall(fate.after, call);
    else if (fate.strip) reply = stripped(call, accepted);
    if (fate.cut) excuse(accepted, "an answer that breaks off");
    return wire.dead ? never() : reply;
  }

  async function handle(request: HttpRequest) {
    const call = readCall(request, wire.invocation);
    await time.sleep(random.int(1, 15));
    if (wire.dead) return never();
    const fate = nemesis.fateOf(call.name, time.now());
    const reply = await serve(call, fate);
    const headers = { "content-type": call.name.startsWith("s3") ? "application/xml" : "application/json" };
    return { response: { statusCode: reply.status, headers, body: bodyOf(call, reply, fate.cut === true) } };
  }

  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  return {
    maxAttempts: 3,
    requestHandler: requestHandler as unknown as NonNullable<ClientSettings["requestHandler"]>,
  };
}
