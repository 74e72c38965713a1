/** What every running bridge must do, done by the one of `npm start`: in its process, and through its API. */

import type { Runtime } from "../../../../src/local/server/runtime.ts";
import { openLocalBridge } from "../../../../src/operate/local/local-bridge.ts";
import { type ContractSubject, describeRunningBridge } from "../../../operate/contract/running-bridge.ts";
import { accepted, makeTestProject, startTestBridge, until } from "../runtime-fixture.ts";

let number = 0;

/** Delivers something new, and waits for its event. */
async function deliverNew({ url, bridge }: Runtime, source: string): Promise<void> {
  const id = await accepted(url, JSON.stringify({ action: "opened", id: `evt-${number++}` }), source);
  await until(async () => ((await bridge.request(id))?.events.length ?? 0) > 0);
}

/** A bridge that has accepted, refused and parked. */
async function usedBridge(project = makeTestProject()): Promise<Runtime> {
  const runtime = await startTestBridge([], project);
  for (let round = 0; round < 5; round++)
    for (const source of ["repo", "bare"]) await deliverNew(runtime, source);
  for (const source of ["repo", "bare", "repo"])
    await fetch(`${runtime.url}/hooks/${source}`, { method: "POST", body: "{}" });
  for (let round = 0; round < 3; round++)
    await accepted(runtime.url, JSON.stringify({ action: "opened", id: `parked-${round}` }), "broken");
  await accepted(runtime.url, JSON.stringify({ action: "broken", id: "parked-4", issue: "1" }), "ordered");
  await until(async () => (await runtime.bridge.deadLetters({})).total === 4, 60);
  return runtime;
}

describeRunningBridge("the bridge in its process", async (): Promise<ContractSubject> => {
  const runtime = await usedBridge();
  return {
    bridge: runtime.bridge,
    deliver: (source) => deliverNew(runtime, source),
    close: runtime.close,
  };
});

describeRunningBridge("the same through its API", async (): Promise<ContractSubject> => {
  const project = makeTestProject();
  const runtime = await usedBridge(project);
  const bridge = await openLocalBridge({ dataDirectory: project.dataDirectory });
  return {
    bridge,
    deliver: (source) => deliverNew(runtime, source),
    async close() {
      await bridge.close();
      await runtime.close();
    },
  };
});
