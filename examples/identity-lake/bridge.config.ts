import { defineBridge } from "hookbridge";
import { auth0, okta } from "hookbridge/providers";

/** Who signs in, at all vendors, for two years: `npx hookbridge lake failed-logins`. */
export default defineBridge({
  buses: { identity: { lake: { days: 730 } } },
  sources: {
    okta: { provider: okta, bus: "identity" },
    // Names and addresses of people are not needed to count failures: they don't come into the lake.
    auth0: { provider: auth0, bus: "identity", redact: ["/data/user_name", "/data/ip"] },
  },
});
