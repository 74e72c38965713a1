import { expect, test, vi } from "vitest";
import { scanOnlyWhenDue, type TimedQueue } from "../../../src/local/aws/queue-timers.ts";

/** A queue with the parts of fauxqs's that matter here, and how often it looks through its hidden messages. */
function hidingQueue() {
  const hidden = new Map<string, { readonly visibilityDeadline: number }>();
  const messages: string[] = [];
  const figures = { scans: 0, calls: 0 };
  let handles = 0;
  const hide = (receiptHandle: string, seconds: number): void =>
    void hidden.set(receiptHandle, { visibilityDeadline: Date.now() + seconds * 1_000 });
  const queue: TimedQueue = {
    messages,
    delayedMessages: [],
    inflightMessages: hidden,
    isFifo: () => false,
    processTimers() {
      figures.scans++;
      for (const [receiptHandle, { visibilityDeadline }] of hidden)
        if (visibilityDeadline <= Date.now()) {
          hidden.delete(receiptHandle);
          messages.push(receiptHandle);
        }
    },
    notifyWaiters: () => void figures.calls++,
    dequeue() {
      queue.processTimers();
      return messages.splice(0, 1).map(() => {
        const ReceiptHandle = `receipt-${++handles}`;
        hide(ReceiptHandle, 30);
        return { ReceiptHandle };
      });
    },
    changeVisibility: hide,
  };
  return { queue, messages, figures };
}

test("hidden messages are looked through when one is due, and not at each receive", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const { queue, messages, figures } = hidingQueue();
    messages.push("a", "b", "c");
    scanOnlyWhenDue(queue);
    for (let times = 0; times < 100; times++) queue.dequeue();
    expect(figures.scans).toBe(1);
    vi.setSystemTime(Date.now() + 29_999);
    queue.processTimers();
    expect([figures.scans, messages.length]).toEqual([1, 0]);
    vi.setSystemTime(Date.now() + 1);
    queue.processTimers();
    expect([figures.scans, messages.length]).toEqual([2, 3]);
  } finally {
    vi.useRealTimers();
  }
});

test("a message that is hidden for a shorter time is seen in time", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    const { queue, messages } = hidingQueue();
    messages.push("a");
    scanOnlyWhenDue(queue);
    const [{ ReceiptHandle } = { ReceiptHandle: "" }] = queue.dequeue();
    queue.changeVisibility(ReceiptHandle, 5);
    vi.setSystemTime(Date.now() + 5_000);
    queue.processTimers();
    expect(messages).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test("who waits is called while there are messages", () => {
  const { queue, messages, figures } = hidingQueue();
  scanOnlyWhenDue(queue);
  queue.processTimers();
  queue.processTimers();
  expect(figures.calls).toBe(0);
  messages.push("a");
  queue.processTimers();
  expect(figures.calls).toBe(1);
});
