import type { Hono } from "hono";
import type { RunningBridge } from "../../operate/bridge.ts";
import { thingNotFound, wrongRequest } from "../api-failure.ts";
import { mustWrite } from "../guards/must-write.ts";
import { givenParameters } from "../input/parameters.ts";
import { answerAll, answerItem, answerPage } from "../json-answer.ts";

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
  app.get("/api/consumed", async (context) => {
    const names = [
      "before",
      "after",
      "limit",
      "source",
      "type",
      "from",
      "to",
      "text",
      "subscription",
    ] as const;
    const query = givenParameters(context, names);
    if (!bridge.consumed)
      throw wrongRequest(
        "What the consumers of a deployed bridge did with events, only their logs know.",
        "GET /api/subscriptions has how much waits for each of them, and its dead letters.",
      );
    return answerPage(context, await bridge.consumed(query));
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
