import type { Bridge } from "../../../config/define-bridge.ts";
import type { Hook, HookWatch } from "../../lambda/hook-watch.ts";
import type { Journal } from "../journal/journal.ts";
import type { JournalWriter } from "../journal/journal-writer.ts";
import { headerPairs, type RawHttp } from "../refused/raw-http.ts";
import { openRefusedRequests, type RefusedRequests } from "../refused/refused-requests.ts";
import type { RuntimeOptions } from "../runtime-options.ts";
import { type Arrivals, watchArrivals } from "./arrivals.ts";
import { carriedScheme } from "./carried-scheme.ts";
import { readLogLine } from "./log-reader.ts";
import { keepRecentRequests, type RecentRequests } from "./recent-requests.ts";
import { makeUnknownNames } from "./unknown-names.ts";

/** Everything that is seen of webhooks: at the front door, and in the functions' logs. */
export interface WatchedHooks extends HookWatch {
  readonly refused: RefusedRequests;
  /** The last that were accepted. */
  readonly recent: RecentRequests;
  /** A line of a function's log: its outcome is kept and printed, other lines are printed as they are. */
  readonly readLine: (line: string) => void;
  /** Writes into this journal from now on. @returns how to stop */
  open(journal: Journal, writer: JournalWriter): () => void;
}

/** Lines that are not printed: metrics, and doubts about secrets, of which the start has warned. */
const unprinted = /"_aws"|"secret is doubtful"/;

const rawHttpOf = ({ method, target, rawHeaders, body }: Hook): RawHttp | undefined =>
  body && { method, target, headers: headerPairs(rawHeaders), body };

/** @param folder where refused requests are kept */
export function makeHookWatch(
  folder: string,
  { sources }: Bridge,
  { now, onLine }: Pick<RuntimeOptions, "now" | "onLine">,
): WatchedHooks {
  const names = makeUnknownNames([...sources.keys()]);
  const refused = openRefusedRequests(folder, now);
  const recent = keepRecentRequests();
  let opened:
    | { readonly journal: Journal; readonly writer: JournalWriter; readonly arrivals: Arrivals }
    | undefined;
  return {
    refused,
    recent,
    came(hook) {
      if (hook.source !== undefined) names.note(hook.requestId, hook.source);
      opened?.arrivals.came(hook);
    },
    answered: (requestId, answer) => opened?.arrivals.answered(requestId, answer),
    readLine(line) {
      const logged =
        opened &&
        readLogLine(line, { requests: opened.journal.requests, arrivals: opened.arrivals, names, now });
      if (logged) {
        onLine(logged.text);
        if (logged.id !== "") opened?.writer.changed(logged.id);
      } else if (!unprinted.test(line)) onLine(line);
    },
    open(journal, writer) {
      const arrivals = watchArrivals({
        requests: journal.requests,
        isSource: (name) => sources.has(name),
        schemeOf: (hook) => carriedScheme(hook, sources),
        onRefused: (id, hook) => {
          const raw = rawHttpOf(hook);
          if (raw) refused.keep(id, raw);
        },
        onAccepted: (id, hook) => {
          const raw = rawHttpOf(hook);
          if (raw) recent.keep(id, raw);
        },
        onChange: writer.changed,
      });
      opened = { journal, writer, arrivals };
      return () => {
        arrivals.close();
        opened = undefined;
      };
    },
  };
}
