import type { Hono } from "hono";
import type { RunningBridge } from "../../operate/bridge.ts";
import { thingNotFound } from "../api-failure.ts";
import { mustWrite } from "../guards/must-write.ts";
import { givenParameters } from "../input/parameters.ts";
import { answerAll, answerItem } from "../json-answer.ts";

/** Adds the routes of subscriptions. */
export function addSubscriptionRoutes(app: Hono, bridge: RunningBridge): void {
  const noSubscription = (name: string): Error =>
    thingNotFound(`subscription "${name}"`, "GET /api/subscriptions lists them.");
  app.get("/api/subscriptions", async (context) => {
    givenParameters(context, []);
    return answerAll(context, await bridge.subscriptions());
  });
  app.get("/api/subscriptions/:name", async (context) => {
    givenParameters(context, []);
    const name = context.req.param("name");
    const subscription = await bridge.subscription(name);
    if (!subscription) throw noSubscription(name);
    return answerItem(context, subscription);
  });
  for (const verb of ["pause", "resume"] as const)
    app.post(`/api/subscriptions/:name/${verb}`, async (context) => {
      mustWrite(bridge.place);
      const name = context.req.param("name") ?? "";
      const subscription = await bridge[verb](name);
      if (!subscription) throw noSubscription(name);
      return answerItem(context, subscription);
    });
}
