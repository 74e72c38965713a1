import { defineBridge } from "hookbridge";
import { nylas } from "hookbridge/providers";

const { LEADS_API = "http://127.0.0.1:4090" } = process.env;

export default defineBridge({
  buses: { marketing: {} },
  sources: { mail: { provider: nylas, bus: "marketing" } },
  subscriptions: {
    scores: {
      bus: "marketing",
      on: { entity: "email", action: ["opened", "clicked"] },
      function: { file: "consumers/scores.ts", batchSize: 10, environment: { LEADS_API } },
      keepTryingHours: 1,
    },
  },
});
