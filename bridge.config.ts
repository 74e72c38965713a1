import { defineBridge } from "hookbridge";
import { bamboohr, custom, github, slack, stripe } from "hookbridge/providers";

/** The buses of this deployment and the sources that publish on them. docs/configuration.md names every setting. */
export default defineBridge({
  buses: {
    engineering: { archiveDays: 30 },
    payments: { archiveDays: 365 },
    people: {},
    "people-restricted": { archiveDays: 365 },
  },
  sources: {
    "acme-github": { provider: github, bus: "engineering" },
    "acme-slack": { provider: slack, bus: "engineering" },
    "acme-stripe": { provider: stripe, bus: "payments", redact: ["/data/object/customer_email"] },
    hr: {
      provider: bamboohr,
      bus: (event) => (event.name.startsWith("employee_with_fields.") ? "people-restricted" : "people"),
    },
    "acme-orders": {
      provider: custom.hmac({ id: "orders", event: { source: "com.acme.orders" } }),
      bus: "payments",
    },
  },
});
