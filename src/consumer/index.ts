/** What consumers of events import: `hookbridge/consumer`. It needs no other package. */
export type { BridgeEvent, EventBridgeEvent, EventOf } from "./bridge-event.ts";
// With a star: TypeScript adds to an interface of another module only through it.
export type * from "./event-payloads.ts";
export { type BatchFailures, eventsOf, forEachEvent, type Received } from "./events-of.ts";
export { isEvent } from "./is-event.ts";
export { type DataOf, loadData, type ReadClaim } from "./load-data.ts";
