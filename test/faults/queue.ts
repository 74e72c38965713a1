import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** What a message is sent with. */
export interface Sending {
  /** Values of the message attributes. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly group?: string | undefined;
  /** MessageDeduplicationId. */
  readonly uniqueId?: string | undefined;
}

/** A message of a simulated SQS queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly group: string | undefined;
  readonly sentAt: number;
  receives: number;
}

/** A queue: what is not removed in time comes again. */
export interface Queue {
  readonly all: ReadonlyMap<string, Message>;
  send(body: string, sending?: Sending): void;
  /** Up to `most` visible messages; they stay hidden until they are removed or the time-out has passed. */
  receive(most: number, visibilityMs: number): readonly Message[];
  /** Makes a message visible again though it is in flight: a standard queue may deliver twice. */
  duplicate(id: string): void;
  remove(id: string): void;
  readonly visible: number;
  /** Is called when there is something to receive. */
  onVisible: () => void;
}

export interface QueueOptions {
  readonly time: VirtualTime;
  readonly random: Random;
  /** Where a message goes that has been received more than `maxReceives` times. */
  readonly deadLetters?: { readonly queue: Queue; readonly maxReceives: number };
}

export const newMessage = (body: string, { attributes = {}, group }: Sending, sentAt: number): Message => ({
  id: crypto.randomUUID(),
  body,
  attributes,
  group,
  sentAt,
  receives: 0,
});

/** Counts a receive. @returns true when it was one too many, and the message is a dead letter */
export function buried(message: Message, { deadLetters }: QueueOptions): boolean {
  message.receives++;
  if (!deadLetters || message.receives <= deadLetters.maxReceives) return false;
  const { body, attributes, group } = message;
  deadLetters.queue.send(body, {
    attributes: { ...attributes, by: "sqs" },
    group,
    uniqueId: crypto.randomUUID(),
  });
  return true;
}

/** A standard queue: at least once, in no order. */
export function makeQueue(options: QueueOptions): Queue {
  const { time, random } = options;
  const all = new Map<string, Message>();
  let ready: string[] = [];

  function show(id: string): void {
    if (!all.has(id)) return;
    ready.push(id);
    queue.onVisible();
  }

  const queue: Queue = {
    all,
    get visible() {
      return ready.length;
    },
    onVisible: () => {},
    send(body, sending = {}) {
      const message = newMessage(body, sending, time.now());
      all.set(message.id, message);
      time.after(random.int(1, 50), () => show(message.id));
    },
    receive(most, visibilityMs) {
      const taken: Message[] = [];
      ready = random.shuffle(ready.filter((id) => all.has(id)));
      while (taken.length < most) {
        const id = ready.pop();
        const message = id === undefined ? undefined : all.get(id);
        if (!message) break;
        if (buried(message, options)) {
          all.delete(message.id);
          continue;
        }
        taken.push(message);
        time.after(visibilityMs, () => show(message.id));
      }
      return taken;
    },
    duplicate: show,
    remove: (id) => void all.delete(id),
  };
  return queue;
}
