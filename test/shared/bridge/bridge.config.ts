import { defineBridge } from "hookbridge";
import { github, gitlab, shopify, slack, stripe } from "hookbridge/providers";

/** The bridge through which the corpora's payloads go. */
export default defineBridge({
  buses: { corpus: {} },
  sources: {
    github: { provider: github, bus: "corpus" },
    gitlab: { provider: gitlab, bus: "corpus" },
    shopify: { provider: shopify, bus: "corpus" },
    slack: { provider: slack, bus: "corpus" },
    stripe: { provider: stripe, bus: "corpus" },
  },
});
