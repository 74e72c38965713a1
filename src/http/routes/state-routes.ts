import type { Hono } from "hono";
import type { RunningBridge } from "../../operate/bridge.ts";
import { thingNotFound, wrongRequest } from "../api-failure.ts";
import { mustWrite } from "../guards/must-write.ts";
import {
  anyTextMember,
  bodyMembers,
  flagMember,
  given,
  readJsonBody,
  textMember,
} from "../input/json-body.ts";
import { givenParameters } from "../input/parameters.ts";
import { answerAll, answerItem } from "../json-answer.ts";

const hour = 3_600_000;

/** JSON texts by pointer, out of a body that has JSON values: each is cut out, so that numbers keep their digits. */
function textsByPointer(value: unknown): Readonly<Record<string, string>> | undefined {
  if (value === undefined || value === null) return undefined;
  const entries = typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : [["", 0]];
  if (!entries.every(([pointer, text]) => String(pointer).startsWith("/") && typeof text === "string"))
    throw wrongRequest(
      "`set` in the body is not what it must be.",
      'Give JSON texts by pointer: {"/data/object/id": "\\"in_1\\""}.',
    );
  return Object.fromEntries(entries as [string, string][]);
}

/** Adds the routes of the bridge and its sources. */
export function addStateRoutes(app: Hono, bridge: RunningBridge, now: () => number): void {
  const noSource = (name: string): Error => thingNotFound(`source "${name}"`, "GET /api/sources lists them.");
  app.get("/api/place", (context) => {
    givenParameters(context, []);
    return answerItem(context, bridge.place);
  });
  app.get("/api/overview", async (context) => {
    const { to = now(), from = to - hour } = givenParameters(context, ["from", "to"]);
    return answerItem(context, await bridge.overview({ from, to }));
  });
  app.get("/api/sources", async (context) => {
    givenParameters(context, []);
    return answerAll(context, await bridge.sources());
  });
  app.get("/api/sources/:name", async (context) => {
    givenParameters(context, []);
    const name = context.req.param("name");
    const source = await bridge.source(name);
    if (!source) throw noSource(name);
    return answerItem(context, source);
  });
  app.get("/api/sources/:name/samples/:sample", async (context) => {
    givenParameters(context, []);
    const { name, sample } = context.req.param();
    const recorded = await bridge.recorded?.(name, sample);
    if (!recorded)
      throw thingNotFound(
        `recorded request "${sample}" of a source "${name}"`,
        "GET /api/sources/{name} lists them.",
      );
    return answerItem(context, recorded);
  });
  app.post("/api/sources/:name/sample", async (context) => {
    mustWrite(bridge.place);
    const name = context.req.param("name");
    const { value } = await readJsonBody(context);
    const members = bodyMembers(value, "The body", ["event", "set", "body", "asRecorded"]);
    if (!(await bridge.source(name))) throw noSource(name);
    const answer = await bridge.sample(
      name,
      given({
        event: textMember(members, "event"),
        set: textsByPointer(members.set),
        body: anyTextMember(members, "body"),
        asRecorded: flagMember(members, "asRecorded") || undefined,
      }),
    );
    return answer.sent ? answerItem(context, answer) : context.json(answer, 422);
  });
}
