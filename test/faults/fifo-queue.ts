import { buried, type Message, newMessage, type Queue, type QueueOptions } from "./queue.ts";

/** For so long SQS takes a second message with the same id for the first. */
const deduplicationMs = 5 * 60_000;

/**
 * A FIFO queue: the messages of a group in the order in which they came, and none of a group while another of it is in flight.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export function makeFifoQueue(options: QueueOptions): Queue {
  const { time, random } = options;
  const all = new Map<string, Message>();
  const inFlight = new Map<string, Message>();
  const known = new Map<string, number>();

  /** What may be received: everything of the groups of which nothing is in flight. */
  function ready(): Message[] {
    const busy = new Set(Array.from(inFlight.values(), ({ group }) => group));
    return [...all.values()].filter(({ group }) => !busy.has(group));
  }

  function land(id: string): void {
    if (inFlight.delete(id)) queue.onVisible();
  }

  const queue: Queue = {
    all,
    get visible() {
      return ready().length;
    },
    onVisible: () => {},
    send(body, sending = {}) {
      const name = JSON.stringify([sending.group, sending.uniqueId]);
      if (time.now() - (known.get(name) ?? -Infinity) < deduplicationMs) return;
      known.set(name, time.now());
      const message = newMessage(body, sending, time.now());
      all.set(message.id, message);
      time.after(random.int(1, 50), () => queue.onVisible());
    },
    receive(most, visibilityMs) {
      const waiting = ready();
      const groups = random.shuffle([...new Set(waiting.map(({ group }) => group))]);
      const taken: Message[] = [];
      for (const message of groups.flatMap((group) => waiting.filter((one) => one.group === group))) {
        if (taken.length === most) break;
        if (buried(message, options)) {
          all.delete(message.id);
          continue;
        }
        taken.push(message);
        inFlight.set(message.id, message);
        time.after(visibilityMs, () => land(message.id));
      }
      return taken;
    },
    // It delivers once for as long as the message is hidden.
    duplicate: () => {},
    remove(id) {
      all.delete(id);
      land(id);
    },
  };
  return queue;
}
