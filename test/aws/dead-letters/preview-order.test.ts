import { expect, test } from "vitest";
import { previewOrder } from "../../../src/aws/dead-letters/preview-order.ts";
import { deliveries, depthOf, ordered, putLetter, sqs, textsIn } from "./letter-fixture.ts";
import { messageOf } from "./message-of.ts";

test("counts by cause and changes nothing; everything is shown again at once", async () => {
  await putLetter(deliveries, messageOf("1"), { code: "event-invalid", reason: "threw" });
  await putLetter(deliveries, messageOf("2"), { code: "event-invalid", reason: "threw" });
  await putLetter(deliveries, messageOf("3", "billing"));
  await putLetter(deliveries, "garbage", { code: "message-unreadable" });
  const preview = await previewOrder([deliveries, ordered], {
    sqs,
    now: Date.now,
    action: "redrive",
    filter: {},
  });
  expect(preview).toMatchObject({ matched: 3, done: 0, failed: 0, passedOver: 1, stopped: false });
  expect(preview.groups.map(({ code, source, count }) => [code, source, count])).toEqual([
    ["event-invalid", "acme-github", 2],
    [null, "billing", 1],
  ]);
  expect(preview.looks).toEqual([
    { seen: 4, counted: 4, hiddenByOthers: 0, complete: true },
    { seen: 0, counted: 0, hiddenByOthers: 0, complete: true },
  ]);
  expect(await depthOf(deliveries.deadLetterUrl)).toEqual([4, 0]);
  expect(await textsIn(deliveries.sourceUrl)).toEqual([]);
});

test("of a FIFO queue it sees the first letter of each group", async () => {
  for (const id of ["a1", "a2", "b1"]) await putLetter(ordered, messageOf(id), { group: id.slice(0, 1) });
  const options = { sqs, now: Date.now, action: "redrive", filter: {} } as const;
  const preview = await previewOrder([ordered], options);
  expect(preview).toMatchObject({ matched: 2, looks: [{ seen: 2, counted: 3 }] });
});
