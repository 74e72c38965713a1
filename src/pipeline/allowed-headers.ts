import { pointersIn } from "../core/pointers.ts";
import type { EventRules, Provider } from "../core/provider.ts";

const cache = new WeakMap<Provider, readonly string[]>();

function pointersOf(rules: EventRules): readonly string[] {
  return [rules.type, rules.id, rules.time, rules.subject, rules.origin].flatMap(pointersIn);
}

/** Names of the headers that may leave `receive`: the content type and those that the provider's events are read from. */
export function allowedHeaders(provider: Provider): readonly string[] {
  const cached = cache.get(provider);
  if (cached) return cached;
  const { event } = provider;
  const pointers = [
    ...pointersOf(event),
    ...pointersIn(event.by),
    ...pointersIn(
      event.distinct === "signing-time" || event.distinct === "delivery" ? undefined : event.distinct,
    ),
    ...Object.values(event.cases ?? {}).flatMap(pointersOf),
  ];
  const names = pointers.flatMap((pointer) => (pointer.startsWith("header:") ? pointer.slice(7) : []));
  const allowed = [...new Set(["content-type", ...names])];
  cache.set(provider, allowed);
  return allowed;
}
