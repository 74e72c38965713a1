import type { Context, Hono } from "hono";
import { stream } from "hono/streaming";
import type { RunningBridge } from "../../operate/bridge.ts";
import type {
  DeadLetterFilter,
  Following,
  LetterOrder,
  LetterProgress,
  LetterResult,
} from "../../operate/dead-letters.ts";
import { failureAnswer, thingNotFound, wrongRequest } from "../api-failure.ts";
import { mustWrite } from "../guards/must-write.ts";
import {
  bodyMembers,
  flagMember,
  given,
  momentMember,
  rateMember,
  readJsonBody,
  textMember,
  textsMember,
} from "../input/json-body.ts";
import { givenParameters, refuseBackwards } from "../input/parameters.ts";
import { answerAll, answerItem, answerPage } from "../json-answer.ts";

const letterFilterNames = ["source", "code", "queue", "id", "from", "to", "text"] as const;

async function readOrder(context: Context): Promise<LetterOrder> {
  const names = ["filter", "subscription", "dryRun", "perSecond", "leaveFailing"];
  const members = bodyMembers((await readJsonBody(context)).value, "The body", names);
  if (members.filter === undefined)
    throw wrongRequest("The body has no `filter`.", "Say which dead letters are meant; `{}` means all.");
  const filter = bodyMembers(members.filter, "`filter`", letterFilterNames);
  const chosen: DeadLetterFilter = given({
    source: textsMember(filter, "source"),
    code: textsMember(filter, "code"),
    queue: textsMember(filter, "queue"),
    id: textsMember(filter, "id"),
    from: momentMember(filter, "from"),
    to: momentMember(filter, "to"),
    text: textMember(filter, "text"),
  });
  refuseBackwards(chosen);
  return {
    ...given({
      subscription: textMember(members, "subscription"),
      perSecond: rateMember(members, "perSecond"),
    }),
    filter: chosen,
    dryRun: flagMember(members, "dryRun"),
    ...(flagMember(members, "leaveFailing") && { leaveFailing: true }),
  };
}

type RunOrder = (order: LetterOrder, following: Following) => Promise<LetterResult>;

/** Answers with a line of JSON for each step, the result last. It stops when the caller goes away. */
async function answerOrder(
  context: Context,
  bridge: RunningBridge,
  run: RunOrder,
  onFailure: (error: unknown) => void,
): Promise<Response> {
  const order = await readOrder(context);
  if (!order.dryRun) mustWrite(bridge.place);
  context.header("content-type", "application/x-ndjson");
  return stream(context, async (out) => {
    const gone = new AbortController();
    out.onAbort(() => gone.abort());
    let writing = false;
    const write = async (line: object): Promise<void> => {
      writing = true;
      await out.write(`${JSON.stringify(line)}\n`);
      writing = false;
    };
    // A caller that reads slowly gets fewer lines, and does not hold the work up.
    const onProgress = (progress: LetterProgress): void => {
      if (!writing) void write({ progress });
    };
    try {
      await write({ result: await run(order, { signal: gone.signal, onProgress }) });
    } catch (error) {
      const { status, body } = failureAnswer(error);
      if (status === 500 && !gone.signal.aborted) onFailure(error);
      await write(body);
    }
  });
}

/** Adds the routes of the dead-letter queues. */
export function addLetterRoutes(app: Hono, bridge: RunningBridge, onFailure: (error: unknown) => void): void {
  app.get("/api/dead-letters", async (context) => {
    const names = [...letterFilterNames, "before", "after", "limit", "subscription"] as const;
    return answerPage(context, await bridge.deadLetters(givenParameters(context, names)));
  });
  app.get("/api/dead-letters/groups", async (context) => {
    givenParameters(context, []);
    return answerAll(context, await bridge.deadLetterGroups());
  });
  app.get("/api/dead-letters/:id", async (context) => {
    givenParameters(context, []);
    const id = context.req.param("id");
    const letter = await bridge.deadLetter(id);
    if (!letter) throw thingNotFound(`dead letter ${id}`, "GET /api/dead-letters lists them.");
    return answerItem(context, letter);
  });
  app.post("/api/dead-letters/redrive", (context) =>
    answerOrder(context, bridge, (order, following) => bridge.redrive(order, following), onFailure),
  );
  app.post("/api/dead-letters/discard", (context) =>
    answerOrder(context, bridge, (order, following) => bridge.discard(order, following), onFailure),
  );
}
