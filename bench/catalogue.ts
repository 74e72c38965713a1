import { type Bridge, defineBridge } from "../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../src/config/deployment-options.ts";
import type { Provider } from "../src/core/provider.ts";
import * as catalogue from "../src/providers/index.ts";

const isProvider = (value: unknown): value is Provider =>
  typeof value === "object" && value !== null && "signature" in value && "event" in value;

/** The catalogue's providers by the name that they are imported with, GitHub first: it is the one that is sent to. */
export const providers: readonly (readonly [name: string, provider: Provider])[] = [
  ...new Map(
    Object.entries<unknown>(catalogue).flatMap(([name, value]) =>
      isProvider(value) ? [[value.id, [name, value] as const]] : [],
    ),
  ).values(),
].sort(([, one], [, other]) => Number(other.id === "github") - Number(one.id === "github"));

/** A bridge with so many of them, each with one source, all on one bus. */
export function bridgeOf(count: number, deployment: DeploymentOptions = {}): Bridge {
  const chosen = providers.slice(0, count);
  const sources = Object.fromEntries(
    chosen.map(([, provider]) => [provider.id, { provider, bus: "main" as const }]),
  );
  return defineBridge({ buses: { main: {} }, sources, deployment });
}
