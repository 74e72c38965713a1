import { existsSync } from "node:fs";
import { parseSecrets } from "../src/aws/secrets/secret-cache.ts";
import type { Provider } from "../src/core/provider.ts";
import type { ReceiveReport } from "../src/receive/ports.ts";
import { receive } from "../src/receive/receive.ts";
import { secretRoles } from "../src/signatures/secret-roles.ts";
import type { Draft, Oracle, Verdict } from "./oracle.ts";

/** The provider of that id, or undefined where its file does not exist yet. */
export async function providerOf(id: string): Promise<Provider | undefined> {
  const file = new URL(`../src/providers/${id}.ts`, import.meta.url);
  if (!existsSync(file)) return undefined;
  const module: { readonly default: Provider } = await import(file.href);
  return module.default;
}

/** What the bridge makes of a request, with its ports in memory. */
export async function bridgeVerdict(
  provider: Provider,
  oracle: Oracle,
  {
    request,
    held,
    nowMs,
  }: { readonly request: Draft; readonly held: readonly string[]; readonly nowMs: number },
): Promise<{ readonly verdict: Verdict; readonly why: string }> {
  let report: ReceiveReport | undefined;
  const secrets = parseSecrets(JSON.stringify(held), secretRoles(provider));
  const question = request.url.indexOf("?");
  await receive(
    new Map([["oracle", { name: "oracle", provider, bus: "events", maxBodyBytes: 6_000_000 }]]),
    "oracle",
    {
      method: request.method,
      url: request.url,
      query: question === -1 ? "" : request.url.slice(question + 1),
      headers: new Map(Object.entries(request.headers)),
      body: request.body,
    },
    {
      secrets: {
        secrets: async () => secrets,
        refresh: async () => undefined,
        readAt: () => undefined,
        adopt: async () => true,
      },
      queue: { send: async () => {} },
      fetcher: {
        text: async (url) => {
          if (!oracle.fetch) throw new Error(`Nothing stands at ${url}.`);
          return oracle.fetch(url);
        },
        confirm: async () => true,
      },
      now: () => nowMs,
      newDeliveryId: () => "dlv_oracle",
      report: (told) => {
        report = told;
      },
    },
  );
  const verdicts = {
    accepted: "accepted",
    handshake: "accepted",
    rejected: "refused",
    failed: "failed",
  } as const;
  return {
    verdict: report ? verdicts[report.outcome] : "failed",
    why: report?.reason ?? report?.code ?? report?.outcome ?? "no report",
  };
}
