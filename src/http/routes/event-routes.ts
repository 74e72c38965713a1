import type { Hono } from "hono";
import type { JsonDocument } from "../../core/json/json.ts";
import { spanAt } from "../../core/json/json-text.ts";
import type { RunningBridge } from "../../operate/bridge.ts";
import type { ReplayRequest } from "../../operate/events.ts";
import { thingNotFound, wrongRequest } from "../api-failure.ts";
import { mustWrite } from "../guards/must-write.ts";
import {
  bodyMembers,
  flagMember,
  given,
  type JsonMembers,
  momentMember,
  readJsonBody,
  textMember,
  textsMember,
} from "../input/json-body.ts";
import { givenParameters, listParameters, refuseBackwards } from "../input/parameters.ts";
import { answerItem, answerPage } from "../json-answer.ts";

function replayOf(members: JsonMembers): ReplayRequest {
  const bus = textMember(members, "bus");
  const from = momentMember(members, "from");
  const to = momentMember(members, "to");
  if (bus === undefined || from === undefined || to === undefined)
    throw wrongRequest("A replay needs `bus`, `from` and `to`.", "Give all three.");
  refuseBackwards({ from, to });
  const source = textsMember(members, "source");
  const type = textsMember(members, "type");
  const subscription = textMember(members, "subscription");
  return { ...given({ source, type, subscription }), bus, from, to, dryRun: flagMember(members, "dryRun") };
}

/** A member that is JSON itself, as its own text; a string counts as a JSON text. */
function jsonTextMember({ text, value }: JsonDocument, name: "pattern" | "event"): string {
  const span = spanAt(text, [name]);
  if (!span) throw wrongRequest(`The body has no \`${name}\`.`, "Give `pattern` and `event`.");
  const found = (value as JsonMembers)[name];
  return typeof found === "string" ? found : text.slice(span.start, span.end);
}

/** Adds the routes of events and patterns. */
export function addEventRoutes(app: Hono, bridge: RunningBridge): void {
  const noEvent = (id: string): Error =>
    thingNotFound(`event ${id}`, "GET /api/events lists them with their ids.");
  app.get("/api/events", async (context) =>
    answerPage(context, await bridge.events(givenParameters(context, [...listParameters, "bus"]))),
  );
  app.get("/api/events/:id", async (context) => {
    givenParameters(context, []);
    const id = context.req.param("id");
    const event = await bridge.event(id);
    if (!event) throw noEvent(id);
    return answerItem(context, event);
  });
  app.get("/api/sources/:name/examples/:sample", async (context) => {
    givenParameters(context, []);
    const { name, sample } = context.req.param();
    const example = await bridge.exampleEvent?.(name, sample);
    if (!example)
      throw thingNotFound(`example "${sample}" of ${name}`, "GET /api/sources/<name> lists `samples`.");
    return answerItem(context, example);
  });
  app.get("/api/events/:id/data", async (context) => {
    givenParameters(context, []);
    const id = context.req.param("id");
    const data = await bridge.eventData(id);
    if (!data)
      throw thingNotFound(`payload of the event ${id} in S3`, "GET /api/events/<id> has its payload.");
    return answerItem(context, data);
  });
  app.post("/api/events/:id/replay", async (context) => {
    const id = context.req.param("id");
    const members = bodyMembers((await readJsonBody(context)).value, "The body", ["subscription", "dryRun"]);
    const subscription = textMember(members, "subscription");
    const order = { ...given({ subscription }), dryRun: flagMember(members, "dryRun") };
    if (!order.dryRun) mustWrite(bridge.place);
    const replayed = await bridge.replayEvent(id, order);
    if (!replayed) throw noEvent(id);
    return answerItem(context, replayed);
  });
  app.post("/api/replays", async (context) => {
    const names = ["bus", "from", "to", "source", "type", "subscription", "dryRun"];
    const order = replayOf(bodyMembers((await readJsonBody(context)).value, "The body", names));
    if (!order.dryRun) mustWrite(bridge.place);
    return answerItem(context, await bridge.replay(order));
  });
  app.post("/api/patterns/test", async (context) => {
    const document = await readJsonBody(context);
    bodyMembers(document.value, "The body", ["pattern", "event"]);
    const pattern = jsonTextMember(document, "pattern");
    return answerItem(context, await bridge.testPattern(pattern, jsonTextMember(document, "event")));
  });
  app.post("/api/patterns/matches", async (context) => {
    const document = await readJsonBody(context);
    const bus = textMember(bodyMembers(document.value, "The body", ["pattern", "bus"]), "bus");
    if (bus === undefined) throw wrongRequest("The body has no `bus`.", "Give `pattern` and `bus`.");
    return answerItem(context, await bridge.matchingEvents(jsonTextMember(document, "pattern"), bus));
  });
}
