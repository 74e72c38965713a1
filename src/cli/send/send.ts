import type { Command } from "commander";
import { BridgeError } from "../../core/errors.ts";
import type { SampleAnswer } from "../../operate/state.ts";
import { bridgeCommand, spelled } from "../program/bridge-command.ts";
import { type BridgeFlags, withBridgeFlags } from "../program/connect.ts";
import { exitCodes } from "../program/exit-codes.ts";
import { printData, printJson, printNote } from "../program/output.ts";
import { withBridge } from "../program/with-bridge.ts";
import { parseSetting, type SampleFlags } from "./sample-order.ts";

interface SendFlags extends BridgeFlags, SampleFlags {
  readonly to?: string;
  readonly secrets?: string;
  readonly secretStdin: boolean;
  readonly list: boolean;
}

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** The next command after an answer of the running bridge. */
function nextStep(
  source: string,
  { status, id }: { status: number; id: string | null },
  place: string,
): string {
  if (id !== null) return `What became of it: ${spelled(`deliveries show ${id}${place}`)}`;
  if (isSuccess(status)) return `It carries no event. What came: ${spelled(`deliveries${place}`)}`;
  if (status === 503) return `Is its secret set? ${spelled(`sources ${source}${place}`)}`;
  return `Why it was refused: ${spelled(`explain${place}`)}`;
}

/** True where the running bridge is meant all the same. */
const isOnThisMachine = (to: string): boolean =>
  URL.canParse(to) && /^(?:localhost|127(?:\.[0-9]+){3}|\[::1\])$/.test(new URL(to).hostname);

/** Prints an answer. Anything but an acceptance ends with 1. @throws BridgeError `wrong-use` where nothing was sent */
function printAnswer(source: string, answer: SampleAnswer, { json, to, stage }: SendFlags): void {
  if (!answer.sent)
    throw new BridgeError(
      "wrong-use",
      answer.reason,
      answer.remedy ?? `${spelled(`send ${source} --list`)} shows what can be sent.`,
    );
  const { event, status, id, note } = answer;
  if (json) printJson({ source, ...answer });
  else {
    printData([event, status, ...(id === null ? [] : [id])].join("  "));
    if (note !== undefined) printNote(note);
    const place = stage === undefined ? "" : ` --stage ${stage}`;
    if (to === undefined || isOnThisMachine(to)) printNote(nextStep(source, { status, id }, place));
  }
  if (!isSuccess(status)) process.exitCode = exitCodes.no;
}

function refuseSendFlags({ to, stage, secrets, secretStdin, file }: SendFlags): void {
  if (to === undefined && stage === undefined && (secretStdin || secrets !== undefined))
    throw new BridgeError(
      "wrong-use",
      `--${secretStdin ? "secret-stdin" : "secrets"} goes with --to: the running bridge signs with its own secret.`,
      "Leave it out, or say where the request goes: --to <url>",
    );
  if (secretStdin && file === "-")
    throw new BridgeError(
      "wrong-use",
      "Standard input can't be both the body and the secret.",
      "Give the body as a file: --file body.json",
    );
}

async function send(source: string, flags: SendFlags): Promise<void> {
  refuseSendFlags(flags);
  const { listSamples, configuredSource } = await import("./list-samples.ts");
  if (flags.list) return listSamples(source, flags.config, flags.json);
  const { sampleOrder } = await import("./sample-order.ts");
  const order = sampleOrder(flags);
  const { to, stage } = flags;
  if (to === undefined && stage === undefined)
    return withBridge({ flags, write: true }, async (bridge) => {
      const { knownSource } = await import("../sources/known-source.ts");
      await knownSource(bridge, source);
      printAnswer(source, await bridge.sample(source, order), flags);
    });
  const { sendElsewhere } = await import("./send-elsewhere.ts");
  const configured = await configuredSource(source, flags.config);
  const sendTo = async (url: string): Promise<void> =>
    printAnswer(source, await sendElsewhere(configured, order, { ...flags, to: url }), flags);
  if (to !== undefined) return sendTo(to);
  // A deployed bridge can't sign for vendors. Whoever may read its secrets can.
  return withBridge({ flags }, (bridge) => sendTo(bridge.place.url));
}

/** `hookbridge send`: a recorded request of a source's vendor, signed anew. */
export const sendCommand = (): Command =>
  withBridgeFlags(
    bridgeCommand({
      name: "send",
      summary: "send a recorded request of the vendor, signed anew",
      description:
        "Sends a recorded request of a source's vendor to the running bridge, signed with the source's own secret as the vendor signs. Its ids " +
        "and times are new ones, so that it is a new event. Ends with 1 when it is not accepted.",
      examples: [
        "send acme-github",
        "send billing --event invoice.paid --set /data/object/id=in_1 --set /data/object/amount_paid=1999",
        "send acme-github --stage dev",
        "send acme-github --to https://hooks.example.com/hooks/acme-github --secret-stdin < secret.txt",
      ],
    })
      .argument("<source>", "a source of bridge.config.ts")
      .option(
        "--event <name>",
        "vendor's name of the event, or name of a recorded request; --list shows them",
      )
      .option(
        "--set </pointer=value>",
        "a value in the body, by JSON pointer; in a form its first step is the field. The value is JSON if it parses, else text. Repeatable",
        parseSetting,
      )
      .option("--file <file>", "the whole body, in place of the recorded one; - for standard input")
      .option("--as-recorded", "keep the recorded ids and times: sent again, it is a duplicate", false)
      .option(
        "--to <url>",
        "another webhook URL, or what stands before /hooks/ in it; signed on this machine",
      )
      .option("--secret-stdin", "with --to: read the secret from standard input", false)
      .option("--secrets <file.json>", "with --to: the file that `start --secrets` names")
      .option("--list", "list what can be sent, and send nothing", false),
  ).action(send);
