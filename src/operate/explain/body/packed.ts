import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { isBase64Body } from "./base64.ts";
import type { BodyReading, UndoBody } from "./body-change.ts";

/** Most bytes that a body is unpacked to: a small one may hold gigabytes. */
const limit = { maxOutputLength: 4_000_000 } as const;

const unpackers: readonly (readonly [name: string, unpack: (bytes: Uint8Array) => Uint8Array])[] = [
  ["gzip", (bytes) => gunzipSync(bytes, limit)],
  ["deflate", (bytes) => inflateSync(bytes, limit)],
  ["raw deflate", (bytes) => inflateRawSync(bytes, limit)],
  ["brotli", (bytes) => brotliDecompressSync(bytes, limit)],
  ["zstd", (bytes) => zstdDecompressSync(bytes, limit)],
];

/** True for bytes that begin as gzip, zlib or zstd do. */
export const looksPacked = (body: Uint8Array): boolean => {
  const [first = 0, second = 0, third = 0, fourth = 0] = body;
  if (first === 0x1f && (second === 0x8b || second === 0xef)) return true;
  if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd) return true;
  return first === 0x78 && [0x01, 0x5e, 0x9c, 0xda].includes(second) && (first * 256 + second) % 31 === 0;
};

function unpacked(bytes: Uint8Array): readonly BodyReading[] {
  return unpackers.flatMap(([name, unpack]) => {
    try {
      return { body: unpack(bytes), what: `unpacked from ${name}` };
    } catch {
      return [];
    }
  });
}

/** A compressed body, also one that came in base64 or was compressed twice. */
export const undoPacking: UndoBody = function* (body): Generator<BodyReading> {
  const isText =
    body.length === 0 || /^[\t\n\r -~]*$/.test(Buffer.from(body.subarray(0, 64)).toString("latin1"));
  const inner = isBase64Body(body)
    ? Buffer.from(
        Buffer.from(body)
          .toString()
          .replace(/["\s]+/g, ""),
        "base64",
      )
    : undefined;
  if (isText && !(inner && looksPacked(inner))) return;
  for (const one of unpacked(inner ?? body)) {
    yield one;
    if (looksPacked(one.body))
      for (const again of unpacked(one.body)) yield { ...again, what: `${again.what} twice` };
  }
};
