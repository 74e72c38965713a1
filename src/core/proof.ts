/**
 * What the signature of one delivery proves. Plain data, made by `receive` of the delivery as it is stored; it travels in the message,
 * and `publish` makes keys, ids and order groups of it (docs/identity.md).
 */
export interface Proof {
  /**
   * Where values stand that nobody can change without breaking the signature: `*` for everywhere, a text that ends in `:` or `/` for
   * all that begins with it (`body:`, `body:/data/`), any other for one value (`header:webhook-id`).
   */
  readonly covers: readonly string[];
  /**
   * The signed text without the time of signing and without the secret: what stands before and after the stored body, or the hex
   * SHA-256 of a text in which that body does not stand.
   */
  readonly text: { readonly before: string; readonly after: string } | { readonly digest: string };
  /** Where each item of a list has a signature of its own: its proof, by its path in the document (`notificationItems/0`). */
  readonly items?: Readonly<Record<string, Omit<Proof, "items">>>;
}

/** True when nobody can change the value at a pointer without breaking the signature. */
export const isCovered = ({ covers }: Proof, pointer: string): boolean =>
  covers.some((one) => one === pointer || one === "*" || (/[:/]$/.test(one) && pointer.startsWith(one)));

/** The proof of the item at a path, where it has one of its own. */
export function itemProof({ items }: Proof, path: readonly string[]): Proof | undefined {
  const name = path.join("/");
  return items && Object.hasOwn(items, name) ? items[name] : undefined;
}
