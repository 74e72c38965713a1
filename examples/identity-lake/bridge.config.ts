import { defineBridge } from "hookbridge";
import { auth0, okta, workos } from "hookbridge/providers";

export default defineBridge({
  buses: {
    // Two years of sign-ins, to be asked with SQL. Personal data: keep no more than you need.
    identity: { lake: { days: 730 } },
  },
  sources: {
    customers: { provider: auth0, bus: "identity" },
    staff: { provider: okta, bus: "identity" },
    partners: { provider: workos, bus: "identity" },
  },
});
