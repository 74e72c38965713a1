/**
 * How the functions log, by osls's names. Lambda's own lines about success (START, END, REPORT) cost bytes and say little; at `WARN` only
 * those about failures are left. At a higher level of our own lines, Lambda would drop lines together with the metrics in them.
 */
export const functionLogs: {
  readonly logFormat: "JSON";
  readonly applicationLogLevel: "INFO" | "WARN";
  readonly systemLogLevel: "INFO" | "WARN";
} = { logFormat: "JSON", applicationLogLevel: "INFO", systemLogLevel: "WARN" };
