/** What the model reads of an opened e-mail. */
export interface Opening {
  /** How often it was opened. */
  readonly count: number;
  /** Hours since it was opened last. */
  readonly hours: number;
}

/** A linear model in place of a real one: call Bedrock, SageMaker or your own here. @returns 0 to 1 */
export function score({ count, hours }: Opening): number {
  const sum = -1.5 + 0.8 * Math.min(count, 5) - 0.02 * Math.min(hours, 100);
  return 1 / (1 + Math.exp(-sum));
}
