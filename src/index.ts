export { defineBridge } from "./config/define-bridge.ts";
export type { EventView } from "./core/event.ts";
export { defineProvider, type Provider } from "./core/provider.ts";
