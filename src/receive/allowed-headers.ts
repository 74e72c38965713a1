import { memoizeFor } from "../core/memoize.ts";
import { pointersIn } from "../core/pointers.ts";
import { distinctionsOf, type EventRules, type Provider, signaturesOf } from "../core/provider.ts";
import { schemeOf } from "../signatures/choose.ts";

function pointersRead(rules: EventRules): readonly string[] {
  return [rules.type, rules.id, rules.time, rules.subject, rules.origin].flatMap(pointersIn);
}

/**
 * Names of the headers that may leave `receive`: the content type, those that the provider's events are read from, and those that
 * its proofs are made of.
 */
export const allowedHeaders = memoizeFor((provider: Provider): readonly string[] => {
  const { event } = provider;
  const pointers = [
    ...pointersRead(event),
    ...pointersIn(event.by),
    ...distinctionsOf(event).flatMap((one) =>
      one === "signing-time" || one === "delivery" ? [] : pointersIn(one),
    ),
    ...Object.values(event.cases ?? {}).flatMap(pointersRead),
  ];
  const names = pointers.flatMap((pointer) => (pointer.startsWith("header:") ? pointer.slice(7) : []));
  const proofs = signaturesOf(provider).flatMap((one) => schemeOf(one).proofHeaders?.(one) ?? []);
  return [...new Set(["content-type", ...names, ...proofs])];
});
