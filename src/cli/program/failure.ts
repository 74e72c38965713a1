import { inspect } from "node:util";
import { BridgeError, type ErrorCode } from "../../core/errors.ts";
import { exitCodes } from "./exit-codes.ts";

/** How a command that threw ends: what is printed on stderr, and the exit code. */
export interface CommandFailure {
  readonly code: number;
  readonly text: string;
}

/** Failures that come from AWS or the network. All others of a command are the caller's, except bugs. */
const remoteFailures: readonly ErrorCode[] = [
  "aws-failed",
  "secret-store-failed",
  "key-fetch-failed",
  "queue-failed",
  "claim-check-failed",
  "ledger-failed",
  "bus-failed",
];

const networkCodes =
  /^(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_.*)$/;

interface SystemError extends Error {
  readonly code?: unknown;
  readonly path?: unknown;
  readonly port?: unknown;
}

/** An error and what caused it, the outermost first. */
function chainOf(error: unknown): readonly SystemError[] {
  const chain: SystemError[] = [];
  for (let at: unknown = error; at instanceof Error && !chain.includes(at); at = at.cause) chain.push(at);
  return chain;
}

/** True where the AWS SDK finds no credentials, or can't use those of a profile. */
const isOfCredentials = ({ name }: Error): boolean => name === "CredentialsProviderError";

/** True for an answer of a service of AWS. */
const isOfAws = (error: Error): boolean => "$metadata" in error || "$fault" in error;

const isOfNetwork = ({ code }: SystemError): boolean => typeof code === "string" && networkCodes.test(code);

/** What the operating system says of a file that is open already: such an error has no path. */
const openFileCodes = /^(?:EAGAIN|EBADF|EDQUOT|EFBIG|EIO|EISDIR|ENOSPC|EROFS)$/;

/** True where the operating system refuses a file or folder. */
const isOfFiles = ({ code, path }: SystemError): boolean =>
  typeof code === "string" && (typeof path === "string" || openFileCodes.test(code));

/** True where this process can't listen on a port. */
const isOfPorts = ({ code, port }: SystemError): boolean =>
  typeof port === "number" && (code === "EADDRINUSE" || code === "EACCES");

/** The first line of a cause which the message does not repeat. */
function causeOfFailure(error: Error): string | undefined {
  const [, cause] = chainOf(error);
  return cause && !error.message.includes(cause.message) ? cause.message.split("\n")[0] : undefined;
}

function failureText(error: Error, remedy: string): string {
  const cause = causeOfFailure(error);
  return [
    `error: ${error.message}`,
    ...(cause === undefined ? [] : [`  cause: ${cause}`]),
    `  next:  ${remedy}`,
  ].join("\n");
}

function knownFailure(error: Error): CommandFailure | undefined {
  if (error instanceof BridgeError && error.code !== "internal") {
    const code = remoteFailures.includes(error.code) ? exitCodes.unreachable : exitCodes.wrongUse;
    return { code, text: failureText(error, error.remedy) };
  }
  const chain = chainOf(error);
  if (chain.some(isOfCredentials))
    return {
      code: exitCodes.unreachable,
      text: failureText(
        new Error("There are no AWS credentials to do this with.", { cause: error }),
        "Give --profile <name>, or set AWS_PROFILE: aws configure list-profiles shows those that there are, aws sso login logs in.",
      ),
    };
  if (chain.some(isOfAws))
    return {
      code: exitCodes.unreachable,
      text: failureText(error, "Check the credentials, their permissions and the region."),
    };
  if (chain.some(isOfNetwork))
    return { code: exitCodes.unreachable, text: failureText(error, "Check the network, and try again.") };
  if (chain.some(isOfPorts))
    return { code: exitCodes.wrongUse, text: failureText(error, "Use another port, from 1024 to 65535.") };
  if (chain.some(isOfFiles)) {
    const isFolder = chain.some(({ code }) => code === "EISDIR");
    const remedy = isFolder
      ? "A path is that of a folder: name a file."
      : "Check the path and its permissions.";
    return { code: exitCodes.wrongUse, text: failureText(error, remedy) };
  }
  return undefined;
}

/**
 * What a command's error means. A mistake of the caller has its message, its cause and the next step, and never a stack.
 * @param reportTo where a bug is reported
 * @param debug true to print the stack of anything
 */
export function commandFailure(error: unknown, reportTo: string, debug: boolean): CommandFailure {
  const thrown = error instanceof Error ? error : new Error(String(error));
  const stack = debug ? `\n${inspect(error)}` : "";
  const known = knownFailure(thrown);
  if (known) return { ...known, text: `${known.text}${stack}` };
  const message = thrown.message.split("\n")[0]?.replace(/\.?$/, ".");
  const next = debug ? "" : ", with what HOOKBRIDGE_DEBUG=1 prints";
  return {
    code: exitCodes.bug,
    text: `bug: ${thrown.name}: ${message} Please report it ${reportTo}${next}.${stack}`,
  };
}
