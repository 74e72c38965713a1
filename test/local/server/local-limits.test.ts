import { expect, it } from "vitest";
import { localLimits } from "../../../src/local/server/local-limits.ts";

const arn = "arn:aws:events:eu-west-1:444455556666:event-bus/central";

it("names what does nothing on this machine: forwarding, and existing buses", () => {
  const buses = new Map([
    ["own", {}],
    ["sent", { forwardTo: [arn] }],
    ["central", { arn }],
  ]);
  expect(localLimits(buses)).toEqual([
    expect.stringMatching(/bus sent are not forwarded to arn:/),
    expect.stringMatching(/bus central go to a local bus of that name: only a deployment puts them on arn:/),
  ]);
});
