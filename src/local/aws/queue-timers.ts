/** What a queue of fauxqs does with time. */
export interface TimedQueue {
  readonly messages: readonly unknown[];
  readonly delayedMessages: readonly unknown[];
  /** Hidden messages by their receipt handles. Deadlines are in ms since 1970. */
  readonly inflightMessages: ReadonlyMap<string, { readonly visibilityDeadline: number }>;
  isFifo(): boolean;
  processTimers(): void;
  notifyWaiters(): void;
  dequeue(...options: unknown[]): readonly { readonly ReceiptHandle: string }[];
  changeVisibility(receiptHandle: string, seconds: number): void;
}

/**
 * Lets a queue look through its hidden messages only when the first of them is due. fauxqs does so at each receive and 50 times a second,
 * so that each message made all others slower once a consumer had failed on thousands.
 */
export function scanOnlyWhenDue(queue: TimedQueue): void {
  const scan = queue.processTimers.bind(queue);
  const dequeue = queue.dequeue.bind(queue);
  const changeVisibility = queue.changeVisibility.bind(queue);
  let firstDue = 0;
  const noteDeadline = (receiptHandle: string): void => {
    const { visibilityDeadline = firstDue } = queue.inflightMessages.get(receiptHandle) ?? {};
    firstDue = Math.min(firstDue, visibilityDeadline);
  };
  queue.processTimers = () => {
    if (Date.now() < firstDue && queue.delayedMessages.length === 0 && !queue.isFifo()) {
      if (queue.messages.length > 0) queue.notifyWaiters();
      return;
    }
    scan();
    firstDue = Number.POSITIVE_INFINITY;
    for (const receiptHandle of queue.inflightMessages.keys()) noteDeadline(receiptHandle);
  };
  queue.dequeue = (...options) => {
    const messages = dequeue(...options);
    for (const { ReceiptHandle } of messages) noteDeadline(ReceiptHandle);
    return messages;
  };
  queue.changeVisibility = (receiptHandle, seconds) => {
    changeVisibility(receiptHandle, seconds);
    noteDeadline(receiptHandle);
  };
}
