import { type Provider, signaturesOf } from "../../core/provider.ts";
import { refuseConfig } from "../refuse-config.ts";
import { eventFault } from "./event-fault.ts";
import { whyNoEventSource } from "./event-source.ts";
import { unboundedAge } from "./max-age.ts";
import { signatureFault } from "./signature-fault.ts";

/**
 * Refuses a provider that could accept nothing, or too much, or whose deliveries would be accepted and then parked.
 * @param where the source, as a sentence begins with it
 * @throws BridgeError `config-invalid`
 */
export function checkProvider(where: string, provider: Provider | undefined): void {
  if (!provider?.id)
    refuseConfig(`${where} has no provider.`, 'Import one: import { github } from "hookbridge/providers".');
  if (!provider.signature || signaturesOf(provider).length === 0)
    refuseConfig(
      `${where} has a provider (${provider.id}) without a \`signature\`: it would accept nothing.`,
      "Say in the provider how its vendor signs: docs/adding-a-provider.md.",
    );
  const age = unboundedAge(provider);
  if (age)
    refuseConfig(
      `${where} has a provider (${provider.id}) with \`${age}\`: it would accept no delivery, or replays that the ledger has forgotten.`,
      "Give whole seconds in the provider's `signature`; most vendors advise 300.",
    );
  for (const signature of signaturesOf(provider)) {
    const fault = signatureFault(signature);
    if (fault)
      refuseConfig(`${where} has a provider (${provider.id}) whose signature ${fault.what}.`, fault.remedy);
  }
  const fault = eventFault(where, provider.event);
  if (fault) refuseConfig(fault.message, fault.remedy);
  const { source } = provider.event;
  const why = whyNoEventSource(source);
  if (why !== undefined)
    refuseConfig(
      `${where} publishes as ${JSON.stringify(String(source).slice(0, 60))}, ${why}`,
      'Write your domain backwards as `source` of its `event`: "com.acme.orders".',
    );
}
