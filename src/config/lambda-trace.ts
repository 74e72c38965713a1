/** X-Ray's trace of the invocation under way, as Lambda's runtime sets it before each; undefined where there is none. */
export const lambdaTrace = (): string | undefined => process.env._X_AMZN_TRACE_ID;
