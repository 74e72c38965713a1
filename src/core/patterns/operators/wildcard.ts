/** A part of a wildcard pattern that is any text. */
export const anyText = Symbol("any text");

/** A byte, or any text. */
export type WildcardStep = number | typeof anyText;

/** What a wildcard pattern says, byte by byte: `*` is any text; `\*` and `\\` are the characters themselves. */
export function wildcardSteps(pattern: string, refuse: (reason: string) => never): readonly WildcardStep[] {
  const bytes = new TextEncoder().encode(pattern);
  const [star, backslash] = [0x2a, 0x5c];
  const steps: WildcardStep[] = [];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    const following = bytes[at + 1];
    // As in AWS's messages, positions count from the opening quote, in bytes.
    if (byte === star) {
      if (following === star) refuse(`Consecutive wildcard characters at pos ${at + 1}`);
      steps.push(anyText);
    } else if (byte === backslash) {
      if (following !== star && following !== backslash) refuse(`Invalid escape character at pos ${at + 1}`);
      steps.push(following ?? 0);
      at++;
    } else steps.push(byte);
  }
  return steps;
}

/** The texts between the wildcards. */
function textsBetween(steps: readonly WildcardStep[]): readonly string[] {
  const parts: number[][] = [[]];
  for (const step of steps) {
    if (step === anyText) parts.push([]);
    else parts.at(-1)?.push(step);
  }
  return parts.map((bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes)));
}

/** Compiles a wildcard pattern. Matching is greedy from the left and linear: a pattern can't be slow, as a regular expression can. */
export function wildcard(pattern: string, refuse: (reason: string) => never): (text: string) => boolean {
  const parts = textsBetween(wildcardSteps(pattern, refuse));
  const first = parts[0] ?? "";
  if (parts.length === 1) return (text) => text === first;
  const last = parts.at(-1) ?? "";
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    const end = text.length - last.length;
    let at = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= end;
  };
}
