import { memoizeFor } from "../core/memoize.ts";
import { pointersIn } from "../core/pointers.ts";
import { distinctionsOf, type EventRules, type Provider, signaturesOf } from "../core/provider.ts";
import { schemeOf } from "../signatures/choose.ts";

function pointersRead(rules: EventRules): readonly string[] {
  return [rules.type, rules.id, rules.time, rules.subject, rules.origin].flatMap(pointersIn);
}

/**
 * Lower-case names of the headers that may leave `receive`: the content type, and those that events and
 * proofs are made from.
 */
export const allowedHeaders = memoizeFor((provider: Provider): readonly string[] => {
  const { event } = provider;
  const pointers = [
    ...pointersRead(event),
    ...pointersIn(event.by),
    ...distinctionsOf(event).flatMap((distinction) =>
      distinction === "signing-time" || distinction === "delivery" ? [] : pointersIn(distinction),
    ),
    ...Object.values(event.cases ?? {}).flatMap(pointersRead),
  ];
  const names = pointers.flatMap((pointer) => (pointer.startsWith("header:") ? pointer.slice(7) : []));
  const proofs = signaturesOf(provider).flatMap(
    (signature) => schemeOf(signature).proofHeaders?.(signature) ?? [],
  );
  return [...new Set(["content-type", ...names, ...proofs])];
});
