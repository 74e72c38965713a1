import type { Context, Hono } from "hono";
import type { RunningBridge } from "../../operate/bridge.ts";
import { thingNotFound } from "../api-failure.ts";
import { givenParameters, listParameters } from "../input/parameters.ts";
import { answerItem, answerPage } from "../json-answer.ts";

/** Adds the routes of what came: requests of any outcome, and deliveries, which are those that were accepted. */
export function addRequestRoutes(app: Hono, bridge: RunningBridge): void {
  const noRequest = (id: string): Error => thingNotFound(`request ${id}`, "GET /api/requests lists them.");
  const showOne = async (context: Context, id: string): Promise<Response> => {
    givenParameters(context, []);
    const request = await bridge.request(id);
    if (!request) throw noRequest(id);
    return answerItem(context, request);
  };
  for (const [path, accepted] of [
    ["/api/requests", false],
    ["/api/deliveries", true],
  ] as const) {
    app.get(path, async (context) =>
      answerPage(context, await bridge.requests(givenParameters(context, listParameters), accepted)),
    );
    app.get(`${path}/:id`, (context) => showOne(context, context.req.param("id") ?? ""));
  }
  app.post("/api/requests/:id/explain", async (context) => {
    const id = context.req.param("id");
    const explanation = await bridge.explain(id);
    if (!explanation)
      throw thingNotFound(
        `request ${id} whose bytes are kept`,
        "GET /api/requests?outcome=refused lists them; those with `explainable` can be explained.",
      );
    return answerItem(context, explanation);
  });
}
