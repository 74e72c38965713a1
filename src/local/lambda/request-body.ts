import type { IncomingMessage } from "node:http";

/** Limit of API Gateway for a request. */
const gatewayBytes = 10 * 1024 * 1024;

/** The whole body, or undefined when it is larger than the gateway takes; then the rest is read and dropped. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size <= gatewayBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= gatewayBytes ? Buffer.concat(chunks) : undefined;
}
