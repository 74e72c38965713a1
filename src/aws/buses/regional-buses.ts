import type { EventBus, PutResult } from "../../publish/ports.ts";

/** How to reach the buses of each region. */
export interface Regions {
  /** The region of a bus; undefined for that of the function. */
  regionOf(bus: string): string | undefined;
  /** The region of the function. */
  home(): Promise<string>;
  /** Puts events through the EventBridge of a region. */
  open(region: string): EventBus;
}

/**
 * Puts events on buses in several regions. A call of PutEvents goes to one region's EventBridge, and every entry of it to a bus there:
 * AWS documents ARNs of other accounts in a call, but not of other regions.
 */
export function regionalBuses({ regionOf, home, open }: Regions): EventBus {
  const opened = new Map<string, EventBus>();
  const busIn = (region: string): EventBus => {
    const bus = opened.get(region) ?? open(region);
    opened.set(region, bus);
    return bus;
  };
  return {
    async put(events, isLate) {
      const here = await home();
      const indexes = Map.groupBy(events.keys(), (index) => regionOf(events[index]?.bus ?? "") ?? here);
      const results: PutResult[] = [];
      // At the same time: a slow region must not use up the time of another.
      const putGroup = async ([region, group]: readonly [string, readonly number[]]): Promise<void> => {
        const put = await busIn(region).put(
          group.flatMap((index) => events[index] ?? []),
          isLate,
        );
        for (const [at, result] of put.entries()) results[group[at] ?? at] = result;
      };
      await Promise.all([...indexes].map(putGroup));
      return results;
    },
  };
}
