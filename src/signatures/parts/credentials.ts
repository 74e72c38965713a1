/**
 * The text behind a prefix; undefined where it has another. The name of an authentication scheme may be in upper or lower case (RFC 9110
 * §11.1), and people write it into settings by hand.
 */
export function behindPrefix(value: string, prefix: string): string | undefined {
  const start = value.slice(0, prefix.length);
  const isThere = prefix.endsWith(" ") ? start.toLowerCase() === prefix.toLowerCase() : start === prefix;
  return isThere ? value.slice(prefix.length) : undefined;
}
