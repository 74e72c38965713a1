import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RecordedAws, recordedAws } from "../../operate/deployed/support/recorded-aws.ts";
import { testBridge } from "../../operate/deployed/support/recorded-bridge.ts";
import { stackAnswers } from "../../operate/deployed/support/recorded-stack.ts";
import { startHookbridge } from "../support/start-hookbridge.ts";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
const letter = (number: number, source = "acme-slack") => {
  const Body = JSON.stringify({ v: 2, id: `dlv_${number}`, source });
  return {
    ...{ MessageId: `letter-${number}`, ReceiptHandle: `handle-${number}`, Body, MD5OfBody: md5(Body) },
    Attributes: { SentTimestamp: String(Date.now() - 60_000), ApproximateReceiveCount: "1" },
  };
};

const letters = [letter(1, "other"), letter(2), letter(3)];
let onSent: () => void = () => {};
const deleted: string[] = [];
const shownAgain: string[] = [];
let aws: RecordedAws;

/** Answers a batch, and notes the letters of its receipts. */
function batch(entries: unknown, into: string[]): object {
  const all = entries as readonly { readonly Id: string; readonly ReceiptHandle: string }[];
  into.push(...all.map(({ ReceiptHandle }) => ReceiptHandle));
  return { Successful: all.map(({ Id }) => ({ Id })), Failed: [] };
}

beforeAll(async () => {
  aws = await recordedAws({
    ...stackAnswers(testBridge, "dev"),
    GetQueueAttributes: () => ({ Attributes: { ApproximateNumberOfMessages: String(letters.length) } }),
    ReceiveMessage({ MaxNumberOfMessages = 1 }) {
      const Messages = letters.splice(0, Number(MaxNumberOfMessages));
      return Messages.length > 0 ? { Messages } : {};
    },
    SendMessageBatch({ Entries }) {
      onSent();
      const sent = Entries as readonly { readonly Id: string; readonly MessageBody: string }[];
      const done = sent.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: Id,
        MD5OfMessageBody: md5(MessageBody),
      }));
      return { Successful: done, Failed: [] };
    },
    DeleteMessageBatch: ({ Entries }) => batch(Entries, deleted),
    ChangeMessageVisibilityBatch: ({ Entries }) => batch(Entries, shownAgain),
  });
});
afterAll(() => aws.close());

it("a redrive of a stage stops at Ctrl-C with 130, deletes what it has sent, and shows again what it passed over (recorded server)", async () => {
  const filter = ["--source", "acme-slack", "--per-second", "1", "--yes"];
  const args = ["dead-letters", "redrive", ...filter, "--stage", "dev", "--name", "acme"];
  const { child, ended } = startHookbridge(args, { cwd: tmpdir(), env: aws.variables });
  onSent = () => void child.kill("SIGINT");
  expect(await ended).toMatchObject({
    code: 130,
    out: expect.stringMatching(/^1 of \d dead letters? redriven/),
  });
  expect(deleted).toEqual(["handle-2"]);
  expect(shownAgain).toEqual(["handle-1"]);
  expect(letters.map(({ MessageId }) => MessageId)).toEqual(["letter-3"]);
});
