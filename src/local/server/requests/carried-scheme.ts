import { signaturesOf } from "../../../core/provider.ts";
import type { Source } from "../../../core/source.ts";
import { chooseScheme } from "../../../signatures/choose.ts";
import type { Hook } from "../../lambda/hook-watch.ts";
import { headerPairs, webhookRequestOf } from "../refused/raw-http.ts";

/** Which of its provider's schemes decides on a webhook, as `receive` chooses it; undefined where it carries none. */
export function carriedScheme(hook: Hook, sources: ReadonlyMap<string, Source>): number | undefined {
  const source = sources.get(hook.source ?? "");
  if (!source || !hook.body) return undefined;
  const { method, target, rawHeaders, body, baseUrl } = hook;
  const request = webhookRequestOf({ method, target, headers: headerPairs(rawHeaders), body }, baseUrl);
  const all = signaturesOf(source.provider);
  const chosen = chooseScheme(all, request);
  return chosen && all.indexOf(chosen);
}
