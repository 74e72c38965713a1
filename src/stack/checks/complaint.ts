/** What is wrong in a configuration, and what to write instead. */
export type Complaint = readonly [message: string, remedy: string];

/** Smallest and largest value. */
export type Limits = readonly [least: number, most: number];

/** A complaint about a number that is not whole or out of its limits; undefined is fine. */
export const range = (
  what: string,
  value: number | undefined,
  [least, most]: Limits,
): readonly Complaint[] =>
  value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    ? []
    : [[`${what} is ${value}.`, `Give a whole number from ${least} to ${most}.`]];

/** A complaint about a text that does not match its pattern; undefined is fine. */
export const matches = (
  what: string,
  value: string | undefined,
  pattern: RegExp,
  example: string,
): readonly Complaint[] =>
  value === undefined || pattern.test(value) ? [] : [[`${what} is "${value}".`, `Write it as ${example}.`]];

/** A complaint that holds if the condition does. */
export const complaintIf = (condition: unknown, message: string, remedy: string): readonly Complaint[] =>
  condition ? [[message, remedy]] : [];

/** Matches ARNs of a service. Both arguments are parts of the regular expression. */
export const arnPattern = (service: string, rest: string): RegExp =>
  new RegExp(`^arn:aws[a-z-]*:${service}:${rest}$`);
