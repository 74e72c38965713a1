/** What consumers of events import: `hookbridge/consumer`. It needs no other package. */
export type { BridgeEvent, EventDetail } from "./bridge-event.ts";
export { isEvent } from "./is-event.ts";
