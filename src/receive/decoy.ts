import { defineProvider } from "../core/provider.ts";
import { Secret } from "../core/secret.ts";
import type { Source } from "../core/source.ts";
import type { SecretStore } from "./ports.ts";

/**
 * Refuses requests to unknown sources in the time that known ones take: the time must not show which exist.
 */
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

/** The secrets of that source: one, which no one knows. */
export const decoySecrets: SecretStore = {
  secrets: async () => unknownSecrets,
  refresh: async () => undefined,
  readAt: () => undefined,
  adopt: async () => false,
};
