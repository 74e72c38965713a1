/** EventBridge takes 64 characters for a rule: so much of the stack's name is left beside the rest. */
const stackCharacters = 33;

/** What the names of everything begin with that is made to follow a stack. */
export const tailPrefix = (stackName: string): string =>
  `hookbridge-tail-${stackName.slice(0, stackCharacters)}-`;

/** Name of the rules of one follower: the same on every bus. @param startMs when it began, in ms since 1970 */
export const tailName = (stackName: string, startMs: number): string => `${tailPrefix(stackName)}${startMs}`;

/** Name of its queue for one bus. */
export const tailQueueName = (name: string, busIndex: number): string => `${name}-${busIndex + 1}`;

/**
 * When the follower began that a name is of; undefined for names that are no follower's of this stack.
 * @param name of a rule or a queue
 */
export function tailStart(stackName: string, name: string): number | undefined {
  const prefix = tailPrefix(stackName);
  const [, start] =
    /^(\d{13})(?:-\d{1,3})?$/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : "") ?? [];
  return start === undefined ? undefined : Number(start);
}

/** The tag of a queue that says when its follower was last alive, in ms since 1970: one can follow for days. */
export const aliveTag = "hookbridge:tail-alive";

/** How often a follower says that it is alive, and after how long without a sign it counts as gone. */
export const aliveEveryMs = 15 * 60_000;
export const goneAfterMs = 60 * 60_000;
