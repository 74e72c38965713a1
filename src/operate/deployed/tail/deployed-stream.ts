import type { StreamItem, StreamQuery } from "../../bridge.ts";
import type { DeployedContext } from "../context.ts";
import { type TailSession, tailSession } from "./tail-session.ts";

/** What happens in a deployed bridge, as it happens. */
export interface DeployedStream {
  stream(query: StreamQuery): AsyncIterable<StreamItem>;
  /** Stops all followers, and removes what was made for them in AWS. @throws BridgeError where something could not be removed */
  close(): Promise<void>;
}

async function* streamItemsOf(
  session: TailSession,
  sessions: Set<TailSession>,
): AsyncGenerator<StreamItem, void> {
  sessions.add(session);
  let gaps = 0;
  try {
    await session.start();
    for (let item = await session.items.take(); item !== undefined; item = await session.items.take())
      yield "missed" in item ? { id: `gap-${++gaps}`, kind: "gap", count: item.missed } : item;
  } finally {
    await session.finish();
    sessions.delete(session);
  }
}

/** Follows a deployed bridge through temporary rules and queues on its buses, and through its logs. */
export function deployedStream(context: DeployedContext): DeployedStream {
  const sessions = new Set<TailSession>();
  return {
    stream: (query) => streamItemsOf(tailSession(context, query), sessions),
    async close() {
      const results = await Promise.allSettled(Array.from(sessions, (session) => session.finish()));
      sessions.clear();
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    },
  };
}
