const { fail } = require("./run-typescript.cjs");

/** Commands of osls that ask AWS. */
exports.asksAws = ([command]) => ["deploy", "remove", "consumers"].includes(command);

/**
 * Variables that give the bridge's own commands the credentials that osls has: those of --aws-profile, of the stage's or of the usual variables,
 * or of the profile in serverless.yml. Without any, the process ends before anything is packaged.
 */
exports.credentialVariables = async (serverless) => {
  try {
    const { credentials } = await serverless.getProvider("aws").getAwsSdkV3Config();
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    return {
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
      // The SDK would prefer it.
      AWS_PROFILE: undefined,
    };
  } catch (error) {
    const isMissing = error.code === "AWS_CREDENTIALS_NOT_FOUND";
    return fail(
      [
        "error: There are no AWS credentials to do this with.",
        ...(isMissing ? [] : [`  cause: ${String(error.message).split("\n")[0]}`]),
        "  next:  Give --profile <name>, or set AWS_PROFILE: aws configure list-profiles shows those that there are, aws sso login logs in.",
      ].join("\n"),
      3,
    );
  }
};
