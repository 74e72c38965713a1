import type { Bridge } from "../src/config/define-bridge.ts";
import type { DeploymentOptions } from "../src/config/deployment-options.ts";
import { fixedCost } from "../src/cost/fixed.ts";
import { type Cost, costOf } from "../src/cost/model.ts";
import { assumedMs, type CostQuestion, doorOptions, sumOf, withOptions } from "../src/cost/question.ts";
import { batchSize } from "./micro/pipeline.ts";

/** The stage that is priced. */
export const stage = "prod";

/** Every alarm that can be had. */
export const allAlarms: DeploymentOptions = { alarms: { perSource: true } };

/** A million webhooks of 2 KB, unless the question differs. */
export const billOf = (bridge: Bridge, question: Partial<CostQuestion> = {}): Promise<Cost> =>
  costOf({ bridge, stage, webhooks: 1e6, size: 2_048, batchSize: 1, ...assumedMs, ...question });

/** Dollars a month of a configuration that is sent nothing. */
export const idleBill = (bridge: Bridge, options: DeploymentOptions = {}): number =>
  sumOf(fixedCost(withOptions(bridge, stage, options), stage).lines);

/** The bills that have a budget, in dollars, and the bytes of log that one webhook writes. */
export interface Bills {
  readonly idle: number;
  readonly idleAllAlarms: number;
  readonly batches: number;
  readonly single: number;
  readonly functionUrl: number;
  readonly logBytes: number;
}

/** Those of a configuration. */
export async function billsOf(bridge: Bridge): Promise<Bills> {
  const single = await billOf(bridge);
  const batches = await billOf(bridge, { batchSize });
  const url = withOptions(bridge, stage, doorOptions("function-url", bridge.deployment));
  const { receive, publish, system, access } = single.logs;
  return {
    idle: idleBill(bridge),
    idleAllAlarms: idleBill(bridge, allAlarms),
    batches: batches.running,
    single: single.running,
    functionUrl: (await billOf(url, { batchSize })).running,
    logBytes: Math.round(receive + publish + system + access),
  };
}
