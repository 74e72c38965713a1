import { type Command, InvalidArgumentError } from "commander";
import { parseWords, withFilters, withPages } from "../lists/list-flags.ts";
import { bridgeCommand } from "../program/bridge-command.ts";
import { type BridgeFlags, withBridgeFlags } from "../program/connect.ts";
import { parseMoment } from "../text/parse-moment.ts";
import type { LetterFlags, OrderFlags } from "./letter-filter.ts";
import type { LetterListFlags } from "./print-letters.ts";

/** Adds flags that say which dead letters are meant. */
const withLetterFilter = (command: Command): Command =>
  withFilters(
    command
      .option("--code <codes>", "of these codes: event-invalid, bus-refused …", parseWords)
      .option("--queue <names>", "in these queues: deliveries, ordered, or a subscription's", parseWords)
      .option("--id <ids>", "these ones", parseWords)
      .option("--older-than <time>", "that are older than this: 2h", parseMoment)
      .option("--subscription <name>", "those of this subscription"),
    ["source", "from", "to", "text"],
  );

const listLettersCommand = (): Command =>
  withBridgeFlags(
    withPages(
      withLetterFilter(
        bridgeCommand({
          name: "list",
          summary: "what could not be published (default)",
          description:
            "Lists the dead letters, the newest first: deliveries that could not be published, and events that no target took.",
          examples: [
            "dead-letters list --by-cause",
            "dead-letters list --source billing --code event-invalid --json",
          ],
        }).option("--by-cause", "their numbers by cause, in place of each", false),
      ),
    ),
  ).action(async (flags: LetterListFlags) => {
    const { printLetters } = await import("./print-letters.ts");
    await printLetters(flags);
  });

const showLetterCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "show",
      summary: "one with its message",
      description: "Shows a dead letter with its cause, what to do about it, and its message.",
      examples: ["dead-letters show 5a0c…", "dead-letters show 5a0c… --stage prod --json"],
    }).argument("<id>", "id of the message, as the list has it"),
  ).action(async (id: string, flags: BridgeFlags) => {
    const { printLetter } = await import("./print-letters.ts");
    await printLetter(id, flags);
  });

function parseRate(text: string): number {
  const rate = text.trim() === "" ? Number.NaN : Number(text);
  if (rate > 0 && rate <= 10_000) return rate;
  throw new InvalidArgumentError("Give a number over 0, up to 10000.");
}

/** What is done with dead letters, by its command. */
const orders = {
  redrive: {
    summary: "move them back into their queue",
    description:
      "Moves dead letters back into the queue that they come from, where they are tried again. Without filters: all.",
  },
  discard: {
    summary: "delete them",
    description: "Deletes dead letters. Their deliveries are lost. Without filters: all.",
  },
} as const;

const withOrderFlags = (command: Command): Command =>
  command
    .option("--dry-run", "only count them", false)
    .option("--yes", "do not ask", false)
    .option("--per-second <number>", "at most so many a second", parseRate);

const orderCommand = (verb: keyof typeof orders): Command => {
  const command = withOrderFlags(
    withLetterFilter(
      bridgeCommand({
        name: verb,
        ...orders[verb],
        examples: [
          `dead-letters ${verb} --source billing --dry-run`,
          `dead-letters ${verb} --code event-invalid --stage prod --yes --per-second 50`,
        ],
      }),
    ),
  );
  if (verb === "redrive")
    command.option("--leave-failing", "leave those that would fail again; not with --stage", false);
  return withBridgeFlags(command).action(async (flags: LetterFlags & OrderFlags) => {
    const { carryOutOrder } = await import("./carry-out-order.ts");
    await carryOutOrder(verb, flags);
  });
};

/** `hookbridge dead-letters`: what could not be published. */
export const deadLettersCommand = (): Command =>
  bridgeCommand({
    name: "dead-letters",
    summary: "list, show, redrive and discard dead letters",
    description:
      "What could not be published, or not be delivered to a consumer. Without a further word, it lists.",
    examples: ["dead-letters", "dead-letters redrive --source billing --dry-run"],
  })
    .addCommand(listLettersCommand(), { isDefault: true })
    .addCommand(showLetterCommand())
    .addCommand(orderCommand("redrive"))
    .addCommand(orderCommand("discard"));
