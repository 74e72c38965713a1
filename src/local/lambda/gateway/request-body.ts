import type { IncomingMessage } from "node:http";

/** API Gateway's limit for a request. */
const largestRequestBytes = 10 * 1024 * 1024;

/** The whole body. One that is too large for the gateway is read to its end and gives undefined. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= largestRequestBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= largestRequestBytes ? Buffer.concat(chunks) : undefined;
}
