import type { Source } from "../../core/source.ts";

/** A source as the API and the page show it, without its secrets. */
export interface SourceView {
  readonly name: string;
  readonly provider: { readonly id: string; readonly name: string };
  /** undefined when a function picks the bus for each event. */
  readonly bus: string | undefined;
  readonly url: string;
}

/**
 * Sources with their webhook URLs as vendors call them.
 * @param baseUrl origin of those URLs, of a tunnel where there is one
 */
export function sourceViews(sources: Iterable<Source>, baseUrl: string): readonly SourceView[] {
  const origin = baseUrl.replace(/\/+$/, "");
  return Array.from(sources, ({ name, provider, bus }) => ({
    name,
    provider: { id: provider.id, name: provider.name },
    bus: typeof bus === "string" ? bus : undefined,
    url: `${origin}/hooks/${name}`,
  }));
}
