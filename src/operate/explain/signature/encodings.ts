/** A signature in another spelling. */
export interface Respelling {
  readonly text: string;
  /** As the end of a sentence: `in base64 instead of hex`. */
  readonly what: string;
}

const hexRun = /[0-9a-fA-F]{32,}/g;
const base64Run = /[A-Za-z0-9+/_-]{20,}={0,2}/g;

const lengths: ReadonlySet<number> = new Set([16, 20, 28, 32, 48, 64]);

/** The spellings of a run of characters that may be a digest. */
function runSpellings(run: string): readonly Respelling[] {
  const found: Respelling[] = [];
  const isHex = /^(?:[0-9a-f]{2})+$/i.test(run);
  const add = (bytes: Buffer, from: string): void => {
    if (from !== "hex") found.push({ text: bytes.toString("hex"), what: `in hex instead of ${from}` });
    found.push({ text: bytes.toString("hex").toUpperCase(), what: "in hex in capitals" });
    found.push({
      text: bytes.toString("base64"),
      what: from === "base64" ? "in base64 with its padding" : `in base64 instead of ${from}`,
    });
    found.push({
      text: bytes.toString("base64").replace(/=+$/, ""),
      what: `in base64 without padding instead of ${from}`,
    });
    found.push({ text: bytes.toString("base64url"), what: `in base64url instead of ${from}` });
    const inner = bytes.toString("latin1");
    // A digest as text, encoded once more.
    if (/^[\w+/=:-]{16,}$/.test(inner)) {
      found.push({ text: inner, what: `decoded from ${from} once` });
      if (/^(?:[0-9a-f]{2}){16,}$/i.test(inner)) {
        const raw = Buffer.from(inner, "hex");
        found.push({ text: raw.toString("base64"), what: `decoded from ${from} and hex` });
      } else {
        const raw = Buffer.from(inner, "base64");
        if (lengths.has(raw.length))
          found.push({ text: raw.toString("hex"), what: `decoded from ${from} and base64` });
      }
    }
    // And the other way: the digest's text is what the vendor encodes.
    found.push({
      text: Buffer.from(bytes.toString("hex")).toString("base64"),
      what: "as the base64 of its hex",
    });
  };
  if (isHex) {
    add(Buffer.from(run, "hex"), "hex");
    found.push({ text: run.toLowerCase(), what: "in small letters" });
  }
  if (!isHex || run.length % 4 === 0)
    add(Buffer.from(run, "base64"), /[-_]/.test(run) ? "base64url" : "base64");
  return found;
}

function percentDecodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * A value with a signature in it, spelled otherwise.
 * @param prefixes texts that may stand before it at the vendor
 */
export function signatureSpellings(value: string, prefixes: readonly string[]): readonly Respelling[] {
  const found = new Map<string, string>();
  const add = (text: string, what: string): void => {
    if (text !== value && text !== "" && !found.has(text)) found.set(text, what);
  };
  const whole = percentDecodedOnce(value);
  const bases: readonly Respelling[] = [
    { text: value, what: "" },
    { text: whole, what: "without percent-encoding" },
    { text: whole.replaceAll(" ", "+"), what: "with + for its spaces" },
    { text: value.replace(/^["'\s]+|["'\s]+$/g, ""), what: "without quotation marks" },
    { text: value.replace(/["']/g, ""), what: "without quotation marks" },
    { text: value.replace(/\s+/g, ""), what: "without spaces" },
    { text: value.replace(/^<(.*)>$/, "$1"), what: "without brackets" },
    { text: value.replace(/0x/i, ""), what: "without 0x" },
    {
      text: value.replace(/(?<=[0-9a-f]{2})[:\s-](?=[0-9a-f]{2})/gi, ""),
      what: "without what stands between its digits",
    },
    { text: value.replace(/;\s*$/, ""), what: "without the semicolon at its end" },
    { text: value.replaceAll("%2C", ",").replaceAll("%3D", "="), what: "without percent-encoding" },
    { text: value.replaceAll(";", ","), what: "with commas for semicolons" },
    { text: value.replaceAll(",", ";"), what: "with semicolons for commas" },
    { text: value.replaceAll(", ", ","), what: "without spaces" },
    { text: value.replaceAll(":", "="), what: "with = for its colon" },
    { text: value.replaceAll("=", ":"), what: "with a colon for =" },
  ];
  for (const { text, what } of bases) {
    if (what !== "") add(text, what);
    const bare = text.replace(/^[A-Za-z][\w.-]{0,24}[=: ]\s*(?=\S)/, "");
    if (bare !== text) add(bare, "without what stands before it");
    for (const prefix of prefixes) {
      add(prefix + text, `with ${JSON.stringify(prefix)} before it`);
      add(prefix + bare, `with ${JSON.stringify(prefix)} before it`);
      if (text.toLowerCase().startsWith(prefix.toLowerCase()))
        add(prefix + text.slice(prefix.length), "with its prefix as the vendor writes it");
    }
    for (const pattern of [hexRun, base64Run])
      for (const { 0: run, index } of text.matchAll(pattern))
        for (const { text: one, what: how } of runSpellings(run)) {
          const spelled = text.slice(0, index) + one + text.slice(index + run.length);
          add(spelled, how);
          for (const prefix of prefixes) {
            add(prefix + one, how);
            add(prefix + one.replace(/^[\w.-]+[=]/, ""), how);
          }
          if (bare !== text) add(one, how);
        }
  }
  // An encoded value as a whole, its prefix among it.
  const decodedWhole = Buffer.from(value, "base64").toString("latin1");
  if (/^[\x20-\x7e]{20,}$/.test(decodedWhole)) add(decodedWhole, "decoded from base64 once");
  if (/^(?:[0-9a-f]{2}){20,}$/i.test(value))
    add(Buffer.from(value, "hex").toString("latin1"), "decoded from hex once");
  return Array.from(found, ([text, what]) => ({ text, what })).slice(0, 600);
}
