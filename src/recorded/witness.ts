/** Kinds of evidence with their titles, the strongest first. */
export const evidence = {
  "vendor-sdk": "vendor's SDK",
  published: "vendor's published example",
  captured: "captured delivery",
  "third-party": "third party's verifier",
  documentation: "documentation only",
} as const;

/** Who made a fixture's signature, and how. */
export interface Witness {
  readonly kind: keyof typeof evidence;
  readonly by: string;
}
