import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** A message of a simulated SQS queue. */
export interface Message {
  readonly id: string;
  readonly body: string;
  /** Values of the message attributes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly sentAt: number;
  receives: number;
}

/** A standard queue: at least once, in no order. */
export interface Queue {
  readonly all: ReadonlyMap<string, Message>;
  send(body: string, attributes?: Readonly<Record<string, string>>): Message;
  /** Up to `most` visible messages; they stay hidden until they are removed or the time-out has passed. */
  receive(most: number, visibilityMs: number): readonly Message[];
  /** Makes a message visible again though it is in flight: SQS may deliver twice. */
  duplicate(id: string): void;
  remove(id: string): void;
  readonly visible: number;
}

/**
 * @param onVisible is told when there is something to receive
 * @param maxReceives after which a message goes to `deadLetters`
 */
export function makeQueue(
  time: VirtualTime,
  random: Random,
  onVisible: () => void,
  deadLetters?: { readonly queue: Queue; readonly maxReceives: number },
): Queue {
  const all = new Map<string, Message>();
  let ready: string[] = [];

  function show(id: string): void {
    if (!all.has(id)) return;
    ready.push(id);
    onVisible();
  }

  return {
    all,
    get visible() {
      return ready.length;
    },
    send(body, attributes = {}) {
      const message = { id: crypto.randomUUID(), body, attributes, sentAt: time.now(), receives: 0 };
      all.set(message.id, message);
      time.after(random.int(1, 50), () => show(message.id));
      return message;
    },
    receive(most, visibilityMs) {
      const taken: Message[] = [];
      ready = random.shuffle(ready.filter((id) => all.has(id)));
      while (taken.length < most) {
        const id = ready.pop();
        const message = id === undefined ? undefined : all.get(id);
        if (!message) break;
        message.receives++;
        if (deadLetters && message.receives > deadLetters.maxReceives) {
          deadLetters.queue.send(message.body, { ...message.attributes, by: "sqs" });
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
}
