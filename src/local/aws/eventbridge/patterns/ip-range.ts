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

function addressOf(text: string): Address | undefined {
  const short = ipv4(text);
  if (short !== undefined) return { bits: 32, value: short };
  const long = ipv6(text);
  return long === undefined ? undefined : { bits: 128, value: long };
}

/** Tests whether a text is an address in the block `cidr` (`10.0.0.0/24`); undefined when `cidr` is not valid. */
export function ipRange(cidr: string): ((text: string) => boolean) | undefined {
  const [text = "", length = "", ...rest] = cidr.split("/");
  const block = addressOf(text);
  if (!block || rest.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > block.bits) return undefined;
  const shift = BigInt(block.bits - Number(length));
  return (candidate) => {
    const address = addressOf(candidate);
    return address?.bits === block.bits && address.value >> shift === block.value >> shift;
  };
}
