/**
 * Compiles a wildcard pattern: `*` is any text; `\*` and `\\` are the characters themselves. Matching is greedy from
 * the left and linear: a pattern can't be slow, as a regular expression can.
 */
export function wildcard(pattern: string, refuse: (reason: string) => never): (text: string) => boolean {
  const parts = [""];
  for (let at = 0; at < pattern.length; at++) {
    let character = pattern.charAt(at);
    if (character === "*") {
      // As in AWS's messages, positions count from the opening quote.
      if (pattern[at + 1] === "*") refuse(`Consecutive wildcard characters at pos ${at + 1}`);
      parts.push("");
      continue;
    }
    if (character === "\\") {
      character = pattern.charAt(++at);
      if (character !== "*" && character !== "\\") refuse(`Invalid escape character at pos ${at}`);
    }
    parts[parts.length - 1] += character;
  }
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
