import { defineBridge } from "hookbridge";
import { github } from "hookbridge/providers";
import depot from "./providers/depot.ts";

export default defineBridge({
  buses: { team: {}, claims: {} },
  sources: {
    code: { provider: github, bus: "team" },
    parcels: { provider: depot, bus: (event) => (event.name.startsWith("claim.") ? "claims" : "team") },
  },
});
