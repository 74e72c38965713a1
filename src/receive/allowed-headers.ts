import { rememberedFor } from "../core/memoize.ts";
import { pointersIn } from "../core/pointers.ts";
import { distinctionsOf, type EventRules, type Provider, signaturesOf } from "../core/provider.ts";
import { fingerprintHeaders } from "../signatures/proof.ts";

function pointersOf(rules: EventRules): readonly string[] {
  return [rules.type, rules.id, rules.time, rules.subject, rules.origin].flatMap(pointersIn);
}

/**
 * Names of the headers that may leave `receive`: the content type, those that the provider's events are read from, and those that
 * tell one signed request from another.
 */
export const allowedHeaders = rememberedFor((provider: Provider): readonly string[] => {
  const { event } = provider;
  const pointers = [
    ...pointersOf(event),
    ...pointersIn(event.by),
    ...distinctionsOf(event).flatMap((one) =>
      one === "signing-time" || one === "delivery" ? [] : pointersIn(one),
    ),
    ...Object.values(event.cases ?? {}).flatMap(pointersOf),
  ];
  const names = pointers.flatMap((pointer) => (pointer.startsWith("header:") ? pointer.slice(7) : []));
  return [...new Set(["content-type", ...names, ...signaturesOf(provider).flatMap(fingerprintHeaders)])];
});
