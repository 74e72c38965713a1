import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ApiFailure, askApi } from "../../../src/console/api/ask-api.ts";

/** How a change ends that a bridge answers so. */
async function failureAfter(status: number, answer: object): Promise<ApiFailure> {
  vi.stubGlobal("fetch", async () => Response.json(answer, { status }));
  return await askApi("/api/subscriptions/builds/pause", { body: {} }).then(
    () => expect.fail("It did not fail."),
    (failure: ApiFailure) => failure,
  );
}

describe("askApi", () => {
  beforeEach(() => void vi.stubGlobal("document", { querySelector: () => ({ content: "token" }) }));
  afterEach(() => void vi.unstubAllGlobals());

  it("says of a token of the former start that the page is to be reloaded, and not how programs send one", async () => {
    const { code, message, remedy } = await failureAfter(401, {
      error: "unauthorized",
      message: "A request that is not GET needs the token of the running bridge.",
      remedy: "Send the header `authorization: Bearer <token>`.",
    });
    expect([code, message]).toEqual(["unauthorized", expect.stringContaining("was started again")]);
    expect(remedy).toContain("Reload the page");
  });

  it("says of a bridge whose front door alone answers that it is starting", async () => {
    const { status, code, message } = await failureAfter(503, { message: "Service Unavailable" });
    expect([status, code, message]).toEqual([503, "not-reached", "The bridge is starting."]);
  });

  it("passes on what the bridge says, also of a 503 of its own", async () => {
    const told = { error: "queue-unavailable", message: "SQS does not answer.", remedy: "Look at it." };
    expect(await failureAfter(503, told)).toMatchObject({ code: told.error, message: told.message });
    expect(await failureAfter(500, {})).toMatchObject({
      code: "internal",
      message: "The bridge answered 500 without words.",
    });
  });
});
