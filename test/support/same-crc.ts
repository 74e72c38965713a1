import { crc32 } from "node:zlib";

/** Letters that are chosen so that the checksum comes out; each may be one of two. */
const letters = 64;

/**
 * A text of another's CRC-32: `make` is given letters to put in it, of any choice. CRC-32 is linear, so that which letters to swap are the
 * solution of 32 equations.
 */
export function withChecksumOf(text: string, make: (filling: string) => string): string {
  const filled = (swaps: bigint) =>
    make(Array.from({ length: letters }, (_, at) => ((swaps >> BigInt(at)) & 1n ? "c" : "a")).join(""));
  const plain = crc32(filled(0n));
  // For each leading bit one combination of swaps, and what it changes in the checksum.
  const basis = new Map<number, { change: number; swaps: bigint }>();
  const reduced = (change: number, swaps: bigint) => {
    let left = { change, swaps };
    for (let bit = 31; bit >= 0; bit--) {
      const row = basis.get(bit);
      if ((left.change >>> bit) % 2 === 0 || !row) continue;
      left = { change: (left.change ^ row.change) >>> 0, swaps: left.swaps ^ row.swaps };
    }
    return left;
  };
  for (let at = 0; at < letters; at++) {
    const swaps = 1n << BigInt(at);
    const row = reduced((crc32(filled(swaps)) ^ plain) >>> 0, swaps);
    if (row.change !== 0) basis.set(31 - Math.clz32(row.change), row);
  }
  const solved = reduced((crc32(text) ^ plain) >>> 0, 0n);
  if (solved.change !== 0) throw new Error("no letters give this checksum");
  return filled(solved.swaps);
}
