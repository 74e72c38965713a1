import { defineBridge } from "hookbridge";
import { bamboohr, deel } from "hookbridge/providers";

/** Fields whose changes only payroll may see. */
const payFields = ["Pay rate", "Pay type", "Salary"];

/** Whether a change of an employee in BambooHR is one of the pay. */
function changesPay(data: unknown): boolean {
  const { changedFields = [] } = (data ?? {}) as { readonly changedFields?: readonly string[] };
  return changedFields.some((field) => payFields.includes(field));
}

export default defineBridge({
  buses: {
    // Anybody in the account may read it with rules of their own.
    people: {},
    // Only the bridge puts events on it, and only this role, which deploys, makes rules on it.
    "people-restricted": { locked: { rulesBy: ["arn:aws:iam::111122223333:role/hookbridge-deploy"] } },
  },
  sources: {
    hr: {
      provider: bamboohr,
      bus: ({ data }) => (changesPay(data) ? "people-restricted" : "people"),
    },
    leave: { provider: deel, bus: "people" },
  },
  subscriptions: {
    payroll: {
      bus: "people-restricted",
      on: "everything",
      forward: "arn:aws:events:eu-west-1:444455556666:event-bus/payroll",
    },
    "time-off": { bus: "people", on: { bridgesource: "leave" }, queue: {} },
  },
});
