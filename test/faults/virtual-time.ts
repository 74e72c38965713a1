import type { Random } from "./random.ts";

/** Time that passes only when nothing else is left to do, so that days of retries take seconds. */
export interface VirtualTime {
  /** True time in milliseconds since 1970. */
  readonly now: () => number;
  /** Runs `task` after so many milliseconds of virtual time. */
  after(milliseconds: number, task: () => void): () => void;
  sleep(milliseconds: number): Promise<void>;
  /** What the clock of the functions is off by. */
  skewMs: number;
  /** Runs until nothing is waiting any more, then gives the process its own time back. */
  run(): Promise<void>;
}

interface Task {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** A binary heap: the next task is the earliest, and among equals the oldest. */
function makeAgenda(): { push(task: Task): void; pop(): Task | undefined } {
  const heap: Task[] = [];
  const before = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
  const at = (place: number): Task => heap[place] as Task;
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [at(b), at(a)];
  };
  return {
    push(task) {
      let place = heap.push(task) - 1;
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!before(task, at(parent))) break;
        swap(place, parent);
        place = parent;
      }
    },
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (!last || heap.length === 0) return top;
      heap[0] = last;
      for (let place = 0; ; ) {
        const left = place * 2 + 1;
        const right = left + 1;
        let least = place;
        if (left < heap.length && before(at(left), at(least))) least = left;
        if (right < heap.length && before(at(right), at(least))) least = right;
        if (least === place) return top;
        swap(place, least);
        place = least;
      }
    },
  };
}

const real = { setTimeout, clearTimeout, setImmediate, Date, random: Math.random, uuid: crypto.randomUUID };

/** Lets every promise and stream that can go on go on. */
const settle = (): Promise<void> => new Promise((resolve) => real.setImmediate(resolve));

/**
 * Starts at `start`. While it runs, `Date`, `setTimeout`, `Math.random` and `crypto.randomUUID` of the process follow it and the
 * seed: the SDK's back-off, signing times and ids as well as the bridge's own.
 */
export function startVirtualTime(start: number, random: Random): VirtualTime {
  const agenda = makeAgenda();
  let now = start;
  let order = 0;

  function schedule(milliseconds: number, run: () => void): Task {
    const task = { at: now + Math.max(0, milliseconds), order: order++, run, cancelled: false };
    agenda.push(task);
    return task;
  }

  const time: VirtualTime = {
    now: () => now,
    skewMs: 0,
    after(milliseconds, run) {
      const task = schedule(milliseconds, run);
      return () => {
        task.cancelled = true;
      };
    },
    sleep: (milliseconds) => new Promise((resolve) => void schedule(milliseconds, resolve)),
    async run() {
      install();
      try {
        for (;;) {
          await settle();
          const task = agenda.pop();
          if (!task) return;
          if (task.cancelled) continue;
          now = task.at;
          task.run();
        }
      } finally {
        restore();
      }
    },
  };

  class VirtualDate extends real.Date {
    constructor(...given: readonly [] | readonly [number | string | Date]) {
      if (given.length === 0) super(now + time.skewMs);
      else super(...(given as [number]));
    }
    static override now(): number {
      return now + time.skewMs;
    }
  }

  const timers = new WeakMap<object, Task>();
  function install(): void {
    const later = (run: (...given: readonly unknown[]) => void, delay = 0, ...given: readonly unknown[]) => {
      const handle = { ref: () => handle, unref: () => handle, hasRef: () => true };
      timers.set(
        handle,
        schedule(delay, () => run(...given)),
      );
      return handle;
    };
    const cancel = (handle: unknown): void => {
      const task = typeof handle === "object" && handle !== null ? timers.get(handle) : undefined;
      if (task) task.cancelled = true;
    };
    Object.assign(globalThis, { Date: VirtualDate, setTimeout: later, clearTimeout: cancel });
    Math.random = random.next;
    crypto.randomUUID = () => {
      const hex = random.hex(16);
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
    };
  }

  function restore(): void {
    Object.assign(globalThis, {
      Date: real.Date,
      setTimeout: real.setTimeout,
      clearTimeout: real.clearTimeout,
    });
    Math.random = real.random;
    crypto.randomUUID = real.uuid;
  }

  return time;
}
