/** A request as the vendor would send it; `headers` by lower-case name. */
export interface Draft {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What signing adds to a draft; headers are added, the rest replaced. */
export interface Signing {
  readonly headers?: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly body?: Buffer;
}

/** The moment of signing: milliseconds, and the text that the vendor writes for it. */
export interface Moment {
  readonly ms: number;
  readonly text: string;
}

/** How a vendor, or a third party, signs requests and judges them: one for each scheme of a provider. */
export interface Oracle<Secret = unknown> {
  /** Name of the scheme, where a provider has several; may be left out where there is one. */
  readonly scheme?: string;
  /** Package that signs or judges; its version is the lock's. */
  readonly sdk: string;
  /** Who that is. `documentation`: no code judges, and what must come of a variant is what the vendor's page says. */
  readonly witness: "vendor" | "third-party" | "documentation";
  /** A fresh secret in the form that the vendor hands out, or a pair of keys. */
  readonly secret: () => Secret;
  /** What the bridge holds of it, when it is not the secret itself. */
  readonly held?: (secret: Secret) => string | readonly string[];
  /** Header of the signature, or a pattern whose first group is the signature in the body or the URL. */
  readonly signature: string | { readonly body: RegExp } | { readonly url: RegExp };
  /** Unit of the time under the signature, where there is one. */
  readonly time?: "s" | "ms" | "iso";
  /** Signs with the vendor's own function where it has one, else with node:crypto; never with src/signatures. */
  readonly sign: (draft: Draft, secret: Secret, moment: Moment) => Signing | Promise<Signing>;
  /** The judge: true, or false or an error for what it refuses. */
  readonly verify?: (request: Draft, secret: Secret) => boolean | Promise<boolean>;
  /** `json` (default), `form`, JSON that is printed again without a change (`compact`), or texts of the vendor's own. */
  readonly bodies?: "json" | "form" | "compact" | Readonly<Record<string, string>>;
  /** Members that the SDK wants in every JSON body. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Nothing but the sender is authenticated: a changed body is no concern of the signature's. */
  readonly senderOnly?: true;
  readonly contentType?: string;
  readonly method?: string;
  /** What stands at a URL that the bridge fetches (certificates, keys). */
  readonly fetch?: (url: string) => string | Promise<string>;
}

/** What became of a request. `failed` is a fault of ours and never right. */
export type Verdict = "accepted" | "refused" | "failed";

/** One request of a variant. */
export interface Case {
  readonly variant: string;
  readonly request: Draft;
  /** What the bridge holds: the newest first. */
  readonly secrets: readonly string[];
  /** What must come of it where no code judges; undefined when the vendor's page says nothing. */
  readonly expected: Verdict | undefined;
}

export const withHeader = (request: Draft, name: string, value: string | undefined): Draft => {
  const { [name]: _, ...rest } = request.headers;
  return { ...request, headers: value === undefined ? rest : { ...rest, [name]: value } };
};
