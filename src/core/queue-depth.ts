/** What SQS is asked for, to know how many messages a queue has. */
export const depthAttributes = [
  "ApproximateNumberOfMessages",
  "ApproximateNumberOfMessagesNotVisible",
  "ApproximateNumberOfMessagesDelayed",
] as const;

/** How many messages SQS counts in a queue: about right, and late by up to a minute. */
export interface QueueDepth {
  readonly visible: number;
  /** Received by somebody and not deleted. */
  readonly hidden: number;
  readonly delayed: number;
}

type DepthAttributes = Partial<Readonly<Record<(typeof depthAttributes)[number], string>>>;

/** Reads the counts out of a queue's attributes. */
export const depthIn = (attributes: DepthAttributes = {}): QueueDepth => ({
  visible: Number(attributes.ApproximateNumberOfMessages ?? 0),
  hidden: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  delayed: Number(attributes.ApproximateNumberOfMessagesDelayed ?? 0),
});

/** All messages of a queue, also those that somebody works on. */
export function messagesIn(attributes: DepthAttributes | undefined): number {
  const { visible, hidden, delayed } = depthIn(attributes);
  return visible + hidden + delayed;
}
