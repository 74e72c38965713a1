import { BridgeError } from "../../core/errors.ts";

/** Names of AWS's errors for credentials that have expired. */
const expired = /^(?:ExpiredToken|ExpiredTokenException|RequestExpired|TokenProviderError)$/;

/** Names of AWS's errors for credentials that it does not know. */
const unknownCredentials =
  /^(?:InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|IncompleteSignature)$/;

const denied =
  /^(?:AccessDenied|AccessDeniedException|NotAuthorized|AuthorizationError|AuthorizationErrorException)$/;

const isSlowedDown =
  /^(?:Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|LimitExceededException|RequestLimitExceeded)$/;

/** The action in AWS's sentence: `… is not authorized to perform: logs:StartQuery on resource: …`. */
const missingAction = /not authorized to perform: ([\w-]+:\w+)/;

/** Where the actions that each command needs are listed. */
const permissions = "docs/operator-permissions.md lists what each command needs.";

const loginAgain =
  "Log in again: aws sso login --profile <name>, or renew the credentials in your environment.";

/** What AWS's answer, or the lack of one, means to the person who asked. */
function awsFailureOf(purpose: string, error: Error): BridgeError {
  const { name, message } = error;
  const failed = (what: string, remedy: string): BridgeError =>
    new BridgeError("aws-failed", `${what}, so it can't ${purpose}.`, remedy, error);
  if (expired.test(name) || (name === "CredentialsProviderError" && /expired|sso login/i.test(message)))
    return failed("The AWS credentials have expired", loginAgain);
  if (name === "CredentialsProviderError")
    return failed(
      "There are no AWS credentials",
      "Check --profile or AWS_PROFILE: aws configure list-profiles shows those that there are.",
    );
  if (unknownCredentials.test(name))
    return failed(
      "AWS does not know these credentials",
      "Check --profile and AWS_ACCESS_KEY_ID: aws sts get-caller-identity shows whose they are.",
    );
  if (denied.test(name) || missingAction.test(message)) {
    const [, action] = missingAction.exec(message) ?? [];
    const what = action === undefined ? "what it needs" : action;
    return failed(
      `AWS does not allow these credentials ${what}`,
      `Have ${action ?? "it"} allowed: ${permissions}`,
    );
  }
  if (isSlowedDown.test(name))
    return failed("AWS throttles these requests", "Wait a minute, and ask for less at once.");
  if (/region/i.test(name + message) && /missing/i.test(message))
    return new BridgeError(
      "wrong-use",
      `No AWS region is given, so it can't ${purpose}.`,
      "Add --region, or set AWS_REGION.",
      error,
    );
  return new BridgeError(
    "aws-failed",
    `AWS or the network failed, so it can't ${purpose}.`,
    "Check the network and the region, and try again.",
    error,
  );
}

/** True where AWS did not allow a call that went through `askAws`. */
export const isDenied = (error: unknown): boolean =>
  error instanceof BridgeError &&
  error.cause instanceof Error &&
  (denied.test(error.cause.name) || missingAction.test(error.cause.message));

/**
 * Calls AWS.
 * @param purpose what it is asked for, as a verb: `read the alarms`
 * @throws BridgeError `aws-failed` with the next step; one that the call throws itself, and an AbortError, as they are
 */
export async function askAws<Answer>(purpose: string, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof BridgeError || !(error instanceof Error) || error.name === "AbortError") throw error;
    throw awsFailureOf(purpose, error);
  }
}
