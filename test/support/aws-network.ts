/** A request of an AWS client, as it went out. */
export interface Sent {
  /** Whose server it is for, such as `events.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly target: string;
  readonly body: string;
}

/** Client settings with a network that answers as `answer` says. */
export function network(answer: (sent: Sent) => { status: number; body: object; cut?: number } | Error) {
  const sent: Sent[] = [];
  const handle = async (request: {
    hostname?: string;
    headers: Record<string, string>;
    body: Uint8Array;
  }) => {
    const { buffer, byteOffset, byteLength } = request.body;
    const one = {
      host: request.hostname ?? "",
      target: request.headers["x-amz-target"] ?? "",
      body: Buffer.from(buffer, byteOffset, byteLength).toString(),
    };
    sent.push(one);
    const found = answer(one);
    if (found instanceof Error) throw found;
    const text = JSON.stringify(found.body);
    return {
      response: { statusCode: found.status, headers: {}, body: Buffer.from(text.slice(0, found.cut)) },
    };
  };
  const requestHandler = { handle, destroy: () => {}, metadata: { handlerProtocol: "http/1.1" } };
  const credentials = { accessKeyId: "a", secretAccessKey: "b" };
  return { sent, settings: { region: "us-east-1", credentials, maxAttempts: 1, requestHandler } as never };
}
