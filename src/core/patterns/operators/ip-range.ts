interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

function ipv4(text: string): bigint | undefined {
  const octets = text.split(".");
  if (octets.length !== 4 || !octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) < 256)) {
    return undefined;
  }
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

function ipv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill("0"), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}

const mappedIpv4 = 0xffffn;

function addressOf(text: string): Address | undefined {
  const short = ipv4(text);
  if (short !== undefined) return { bits: 32, value: short };
  const long = ipv6(text);
  if (long === undefined) return undefined;
  return long >> 32n === mappedIpv4 ? { bits: 32, value: long & 0xffffffffn } : { bits: 128, value: long };
}

/** Tests whether a text is the same address as `text`, in any spelling (`::1`, `0:0:0:0:0:0:0:1`); undefined when that is none. */
export function sameAddress(text: string): ((candidate: string) => boolean) | undefined {
  const wanted = addressOf(text);
  if (!wanted) return undefined;
  return (candidate) => {
    const address = addressOf(candidate);
    return address?.bits === wanted.bits && address.value === wanted.value;
  };
}

function blockAddress(text: string, refuse: (reason: string) => never): Address {
  const looksRight = /^(?:\d+\.\d+\.\d+\.\d+|[0-9a-f:]*:[0-9a-f:]*)$/i.test(text);
  return addressOf(text) ?? refuse(`${looksRight ? "Invalid" : "Nonstandard"} IP address: ${text}`);
}

/** Tests whether a text is an address in the block `cidr` (`10.0.0.0/24`); refuses a malformed block in AWS's words. */
export function ipRange(cidr: string, refuse: (reason: string) => never): (text: string) => boolean {
  const [text = "", length, ...rest] = cidr.replace(/\/+$/, "").split("/");
  if (length === undefined || rest.length > 0) return refuse("Malformed CIDR, one '/' required");
  if (!/^[+-]?\d+$/.test(length) || Math.abs(Number(length)) > 0x7fffffff) {
    return refuse("Malformed CIDR, mask bits must be an integer");
  }
  if (Number(length) < 0) return refuse("Malformed CIDR, mask bits must not be negative");
  const block = blockAddress(text, refuse);
  if (Number(length) >= block.bits) {
    return refuse(`${block.bits === 32 ? "IPv4" : "IPv6"} mask bits must be < ${block.bits}`);
  }
  const shift = BigInt(block.bits - Number(length));
  return (candidate) => {
    const address = addressOf(candidate);
    return address?.bits === block.bits && address.value >> shift === block.value >> shift;
  };
}
