import type { Provider } from "../../../core/provider.ts";

type SetAgain = (vendor: string, sourceName: string) => string;

/** By who has the secret: few vendors show one a second time, and none shows one that somebody else chose. */
const sentences: Readonly<Record<Provider["setup"]["secret"], SetAgain>> = {
  "issued-by-provider": (vendor, sourceName) =>
    `Copy the secret that ${vendor} shows into the source ${sourceName}; where it is not shown any more, make a new one there`,
  "chosen-by-you": (vendor, sourceName) =>
    `Set one secret in both places, at ${vendor} and in the source ${sourceName}`,
  "handed-over": (vendor, sourceName) =>
    `Have ${vendor} hand over its secret to the source ${sourceName} again`,
  "public-key": (vendor, sourceName) =>
    `Copy the public key that ${vendor} shows into the source ${sourceName}`,
  identifier: (vendor, sourceName) =>
    `Copy what identifies your account at ${vendor} into the source ${sourceName}`,
};

/** How the same secret comes to be at the vendor and here. */
export const sameSecret = ({ name, setup }: Provider, sourceName: string): string =>
  `${sentences[setup.secret](name, sourceName)}: ${setup.where}.`;
