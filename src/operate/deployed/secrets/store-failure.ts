import { BridgeError } from "../../../core/errors.ts";

/** What a store of secrets was asked for. */
export interface StoreCall {
  /** What could not be done: `The secrets of "acme" could not be stored`. */
  readonly what: string;
  /** The permissions that it needs. */
  readonly permissions: string;
  /** True where the call carried secrets. AWS's messages may quote what they refuse, so none of them is passed on then. */
  readonly carriedSecrets: boolean;
}

const whenThrottled =
  "The store throttles: try again in a few seconds. docs/deploying.md#bursts has its limits.";

/** What to do about errors of both stores, by the name that the SDK throws. */
const storeRemedies: Readonly<Record<string, string>> = {
  ThrottlingException: whenThrottled,
  Throttling: whenThrottled,
  TooManyRequestsException: whenThrottled,
  RequestLimitExceeded: whenThrottled,
  TooManyUpdates: "Another change of the same parameter is under way: try again in a few seconds.",
  ParameterLimitExceeded:
    "The account has as many parameters in this region as it may have: delete some, ask AWS for more, " +
    'or keep secrets in Secrets Manager (secrets: { store: "secrets-manager" }).',
  LimitExceededException:
    "The account has as many secrets in this region as it may have, or this one as many versions: delete some, or ask AWS for more.",
  ParameterMaxVersionLimitExceeded:
    "The parameter's oldest version has a label, so that no newer one can be stored: aws ssm unlabel-parameter-version takes it away.",
  InvalidKeyId:
    "Check `secrets.encryptionKey` of bridge.config.ts, and that your principal may use this key.",
  KMSInvalidStateException: "The KMS key is disabled or about to be deleted: enable it again.",
  EncryptionFailure:
    "Your principal must be allowed to use the KMS key: kms:GenerateDataKey and kms:Decrypt.",
  DecryptionFailure: "Your principal must be allowed to use the KMS key: kms:Decrypt.",
  MalformedPolicyDocumentException: "Check the secret's resource policy.",
  ResourceExistsException: "Run the command again: somebody else has stored it meanwhile.",
  InternalServerError: "This is AWS's own failure: try again.",
  InternalServiceError: "This is AWS's own failure: try again.",
};

/** Failures that are alike for all of AWS, and that `askAws` explains: no credentials, unknown ones, no network. */
const isOfAccess = (error: Error): boolean =>
  !("$fault" in error) || /Credentials|Token|UnrecognizedClient|Signature|AuthFailure/.test(error.name);

/** The failure of a call, with what to do. @returns what to throw */
export function storeFailure(error: unknown, { what, permissions, carriedSecrets }: StoreCall): unknown {
  if (error instanceof BridgeError || !(error instanceof Error) || isOfAccess(error)) return error;
  const isDenied = /^AccessDenied/.test(error.name);
  const remedy = isDenied
    ? `Your principal needs ${permissions} and, for a key of your own, kms:Decrypt and kms:GenerateDataKey.`
    : (storeRemedies[error.name] ?? `Check the region and your permissions: ${permissions}.`);
  return new BridgeError(
    "secret-store-failed",
    `${what} (${error.name}).`,
    remedy,
    carriedSecrets ? undefined : error,
  );
}
