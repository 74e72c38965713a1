/** Another source of the deployment. */
export interface OtherSource {
  readonly name: string;
  /** Id of its provider. */
  readonly provider: string;
  /** As its parameter holds them, the newest first. */
  readonly secrets: readonly string[];
}

/** A refused request, and what is known at the bridge that refused it. */
export interface ExplainQuestion {
  /** The bridge's clock when the request came, in ms since 1970. */
  readonly clockMs: number;
  /** The source's secrets as its parameter holds them, the newest first; empty where the source does not exist. */
  readonly configuredSecrets: readonly string[];
  /** What the parameter held before, the newest first. */
  readonly formerSecrets: readonly string[];
  readonly otherSources: readonly OtherSource[];
  /** The URL that the bridge takes the request to be for, without its query. */
  readonly publicUrl: string;
  /** Texts by URL, where the vendor publishes keys. Nothing else is fetched. */
  readonly fetched: Readonly<Record<string, string>>;
  /** The source's name. Default: the last part of the path in the request. */
  readonly source?: string;
  /** The raw HTTP/1.1 request. */
  readonly request: Uint8Array;
}
