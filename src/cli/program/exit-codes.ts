/** How the program ends: the same for every command, and part of its contract (docs/command-line.md). */
export const exitCodes = {
  done: 0,
  /** The command did its work, and the answer is no: a check that found something, a test that failed. */
  no: 1,
  /** The call, the configuration or the machine is not as it must be. */
  wrongUse: 2,
  /** AWS or the network. */
  unreachable: 3,
  bug: 70,
  interrupted: 130,
} as const;
