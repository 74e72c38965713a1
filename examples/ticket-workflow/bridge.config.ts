import { defineBridge } from "hookbridge";
import { intercom } from "hookbridge/providers";

export default defineBridge({
  buses: { support: {} },
  sources: { helpdesk: { provider: intercom, bus: "support" } },
  subscriptions: {
    tickets: {
      bus: "support",
      // Whatever the vendor calls it: docs/events.md has the words.
      on: { entity: "ticket", action: "created" },
      stateMachine: "workflows/new-ticket.asl.json",
      input: "$.detail",
    },
  },
});
