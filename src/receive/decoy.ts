import { defineProvider } from "../core/provider.ts";
import { Secret } from "../core/secret.ts";
import type { Source } from "../core/source.ts";
import type { SecretStore } from "./ports.ts";

/** A source that is none: a request for an unknown one is refused by it, so that it takes no less time than any other. */
export const decoySource: Source = {
  name: "unknown",
  provider: defineProvider({
    id: "unknown",
    name: "",
    category: "custom",
    docs: "",
    setup: { where: "", secret: "chosen-by-you" },
    signature: [],
    event: { source: "unknown", type: [] },
  }),
  bus: "",
  maxBodyBytes: Number.MAX_SAFE_INTEGER,
};

const unknownSecrets = [new Secret(crypto.randomUUID())];

/** The secret of that source, known to nobody. */
export const decoySecrets: SecretStore = {
  secrets: async () => unknownSecrets,
  refresh: async () => undefined,
  readAt: () => undefined,
  adopt: async () => false,
};
