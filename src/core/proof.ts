/**
 * What the signature of a delivery proves, as plain data. Keys and ids are made from it (docs/identity.md).
 */
export interface Proof {
  /**
   * Pointers to values that can't be changed without breaking the signature: `*` for all, a prefix that ends
   * in `:` or `/` (`body:/data/`), else one value.
   */
  readonly covers: readonly string[];
  /**
   * The signed text without its time and secret: the text around the stored body, or its hex SHA-256 where it
   * does not contain that body.
   */
  readonly text: { readonly before: string; readonly after: string } | { readonly digest: string };
  /** The proofs of items with a signature of their own, by path in the document (`notificationItems/0`). */
  readonly items?: Readonly<Record<string, Omit<Proof, "items">>>;
}

/** True when the value at a pointer can't be changed without breaking the signature. */
export const isCovered = ({ covers }: Proof, pointer: string): boolean =>
  covers.some((area) => area === pointer || area === "*" || (/[:/]$/.test(area) && pointer.startsWith(area)));

/** The proof of the item at a path; undefined where it has no signature of its own. */
export function itemProof({ items }: Proof, path: readonly string[]): Proof | undefined {
  const name = path.join("/");
  return items && Object.hasOwn(items, name) ? items[name] : undefined;
}
