import { parentPort, workerData } from "node:worker_threads";
import { defineBridge } from "../../src/config/define-bridge.ts";
import { publish } from "../../src/publish/publish.ts";
import { acme, deliveryOf, publishPorts } from "../support/fakes.ts";

// Runs in a thread with the memory of the function, which a test's own process does not have.

/** One batch: the bodies of its messages, and what their source redacts. */
export interface HeavyBatch {
  /** A JSON text that is repeated as the element of a list, and how often. */
  readonly bodies: readonly { readonly element: string; readonly times: number }[];
  readonly redact: readonly `/${string}`[];
}

const { bodies, redact }: HeavyBatch = workerData;
const bridge = defineBridge({
  buses: { main: {} },
  sources: { acme: { provider: acme, bus: "main", redact } },
});
const deliveries = bodies.map(({ element, times }, index) =>
  deliveryOf(`{"type":"a","id":"${index}","x":[${`${element},`.repeat(times).slice(0, -1)}]}`, {
    id: `dlv_${index}`,
  }),
);
const world = publishPorts(deliveries);
await publish(world.messages, { sources: bridge.sources, buses: new Set(bridge.buses.keys()) }, world.ports);
parentPort?.postMessage(world.reports.map(({ outcome, deliveryId, code }) => [deliveryId, outcome, code]));
