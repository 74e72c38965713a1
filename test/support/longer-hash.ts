/** Bits after the point of a root of the first primes, as FIPS 180-4 makes its constants of them. */
const primes = Array.from({ length: 312 }, (_, at) => at).filter(
  (one) => one > 1 && !Array.from({ length: one }, (_, by) => by).some((by) => by > 1 && one % by === 0),
);
const constants = primes.slice(0, 64).map((prime) => Math.floor((Math.cbrt(prime) % 1) * 2 ** 32));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** SHA-256 of one block, from the state that the blocks before left. */
function compress(state: readonly number[], block: Buffer): number[] {
  const w = Array.from({ length: 16 }, (_, at) => block.readInt32BE(at * 4));
  const word = (at: number): number => w[at] ?? 0;
  for (let at = 16; at < 64; at++) {
    const low = turned(word(at - 15), 7) ^ turned(word(at - 15), 18) ^ (word(at - 15) >>> 3);
    const high = turned(word(at - 2), 17) ^ turned(word(at - 2), 19) ^ (word(at - 2) >>> 10);
    w.push((word(at - 16) + low + word(at - 7) + high) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let at = 0; at < 64; at++) {
    const chosen = (e & f) ^ (~e & g);
    const first =
      h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + (constants[at] ?? 0) + word(at);
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((sum, at) => (sum + (state[at] ?? 0)) | 0);
}

/** What SHA-256 puts behind a text of that many bytes. */
function padding(bytes: number): Buffer {
  const pad = Buffer.alloc(((119 - (bytes % 64)) % 64) + 9);
  pad[0] = 0x80;
  pad.writeUInt32BE(bytes * 8, pad.length - 4);
  return pad;
}

/**
 * The hash of a longer text, made of a hash alone: of what was hashed only the length has to be known.
 * @returns what has to stand behind the text, and the hash of both
 */
export function longerHash(hash: string, bytes: number, more: string): { tail: Buffer; hash: string } {
  const pad = padding(bytes);
  const rest = Buffer.concat([Buffer.from(more), padding(bytes + pad.length + more.length)]);
  let state = Array.from({ length: 8 }, (_, at) => Buffer.from(hash, "hex").readInt32BE(at * 4));
  for (let at = 0; at < rest.length; at += 64) state = compress(state, rest.subarray(at, at + 64));
  const out = Buffer.alloc(32);
  for (const [at, word] of state.entries()) out.writeInt32BE(word, at * 4);
  return { tail: Buffer.concat([pad, Buffer.from(more)]), hash: out.toString("hex") };
}
