import { openLocalBridge } from "../../../src/operate/local/local-bridge.ts";
import { serveFake } from "../../support/bridge/serve-fake.ts";
import { describeRunningBridge } from "../contract/running-bridge.ts";

describeRunningBridge("the client of the API, over a bridge in memory", async () => {
  const served = await serveFake();
  const bridge = await openLocalBridge({ dataDirectory: served.dataDirectory });
  return {
    bridge,
    async deliver(source) {
      for (;;) {
        const row = served.fake.happen();
        if (row.source === source && row.outcome === "published") return;
      }
    },
    async close() {
      await bridge.close();
      await served.close();
    },
  };
});
