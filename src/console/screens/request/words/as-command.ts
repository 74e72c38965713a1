/** A kept request as commands and as a file. */
import type { KeptRequest } from "../../../../operate/requests.ts";

/** Says how the body was cut, or carries the connection: curl makes its own. */
const ofConnection =
  /^(?:host|connection|content-length|transfer-encoding|accept-encoding|keep-alive|expect)$/i;

/** A text as one word of a shell. */
export const quotedWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as curl sends it. What is shortened in it stays so: the bridge refuses it, but with a URL of one's own it shows what came. */
export function curlCommand({ method, url, headers, body, encoding }: KeptRequest, base: string): string {
  const address = /^https?:/.test(url) ? url : `${base.replace(/\/+$/, "")}${url}`;
  const lines = [
    `curl -X ${method} ${quotedWord(address)}`,
    ...headers
      .filter(([name]) => !ofConnection.test(name))
      .map(([name, value]) => `-H ${quotedWord(`${name}: ${value}`)}`),
  ];
  const isText = encoding === "utf8";
  if (body !== "") lines.push(isText ? `--data-binary ${quotedWord(body)}` : "--data-binary @-");
  const command = lines.join(" \\\n  ");
  return isText || body === "" ? command : `base64 -d <<< ${quotedWord(body)} |\n${command}`;
}

/** A name for the body's file. */
export const bodyFileName = (event: string, encoding: KeptRequest["encoding"]): string =>
  `${
    event
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "body"
  }.${encoding === "utf8" ? "json" : "bin"}`;

const bytesOfBody = ({ body, encoding }: KeptRequest): Uint8Array<ArrayBuffer> =>
  encoding === "utf8"
    ? new TextEncoder().encode(body)
    : Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));

/** The request as HTTP/1.1, as `hookbridge explain <source> <file.http>` reads it. */
export function httpFile(request: KeptRequest): Uint8Array<ArrayBuffer> {
  const body = bytesOfBody(request);
  const head = [
    `${request.method} ${request.url} HTTP/1.1`,
    ...request.headers
      .filter(([name]) => !/^(?:transfer-encoding|content-length)$/i.test(name))
      .map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
  ];
  const lines = new TextEncoder().encode(`${head.join("\r\n")}\r\n\r\n`);
  const file = new Uint8Array(lines.length + body.length);
  file.set(lines);
  file.set(body, lines.length);
  return file;
}
