/** Stacks of two sources on the bus `events`, for tests of one option. */
import type { BusConfig } from "../../../src/config/bus-config.ts";
import { defineBridge } from "../../../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../../../src/config/deployment-options.ts";
import { github, slack } from "../../../src/providers/index.ts";
import { buildStack, type Stack } from "../../../src/stack/build-stack.ts";

export const sources = {
  "acme-github": { provider: github, bus: "events" },
  "acme-slack": { provider: slack, bus: "events" },
} as const;

export const stackOf = (
  deployment: DeploymentOptions,
  events: BusConfig = {},
  names: readonly (keyof typeof sources)[] = ["acme-github", "acme-slack"],
): Stack => {
  const chosen = Object.fromEntries(names.map((name) => [name, sources[name]]));
  return buildStack(defineBridge({ buses: { events }, sources: chosen, deployment }), "prod");
};

/** The same, with one ordered source. */
export const orderedStackOf = (deployment: DeploymentOptions): Stack => {
  const ordered = { ...sources, "acme-github": { ...sources["acme-github"], order: "subject" } } as const;
  return buildStack(defineBridge({ buses: { events: {} }, sources: ordered, deployment }), "prod");
};

/** Properties of a resource, by its logical id. */
export const properties = (stack: Stack, id: string) => stack.template.Resources[id]?.Properties;
