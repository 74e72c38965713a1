import { useEffect } from "preact/hooks";
import { onNews } from "../../../shell/news/live.ts";
import { filterHref, type StreamFilter } from "../filter/stream-filter.ts";
import { makeStreamList, type StreamList } from "./stream-list.ts";

/** The list that was shown last. */
let last: StreamList | undefined;

onNews((news) => last?.take(news));

function listFor(filter: StreamFilter): StreamList {
  if (last && last.href === filterHref(filter)) return last;
  last?.close();
  last = makeStreamList(filter);
  void last.load();
  return last;
}

const tickMs = 1_000;

/** The list for a filter. One that was left a moment ago is there with its rows. @param isHeld whether nothing may be put in front of its rows */
export function useStreamList(filter: StreamFilter, isHeld: () => boolean): StreamList {
  const list = listFor(filter);
  list.isHeld = isHeld;
  useEffect(() => {
    const timer = window.setInterval(list.tick, tickMs);
    return () => {
      window.clearInterval(timer);
      // Nobody sees it: what comes waits.
      list.isHeld = () => true;
    };
  }, [list]);
  return list;
}
