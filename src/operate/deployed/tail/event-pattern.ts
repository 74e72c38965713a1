import type { StreamQuery } from "../../bridge.ts";

const typePattern = (type: string): string | { readonly prefix: string } =>
  type.endsWith("*") ? { prefix: type.slice(0, -1) } : type;

/**
 * The pattern of a follower's rule: the user's own, or one for the bridge's events of these sources and types. EventBridge then sends,
 * and charges for, nothing else.
 */
export function tailPattern({
  pattern,
  source,
  type,
}: Pick<StreamQuery, "pattern" | "source" | "type">): string {
  if (pattern !== undefined) return pattern;
  return JSON.stringify({
    detail: {
      bridgesource: source ?? [{ exists: true }],
      ...(type && { type: type.map(typePattern) }),
    },
  });
}
