import { hoursOfMonth } from "./question.ts";

const secondsOfMonth = hoursOfMonth * 3_600;

/**
 * Traces that Lambda records of so many invocations a month, spread evenly and at random: the first of each second, and 5 % of the
 * others, for nobody before it has decided. https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export function tracesOf(invocations: number): number {
  const rate = invocations / secondsOfMonth;
  const first = 1 - Math.exp(-rate);
  return (first + 0.05 * (rate - first)) * secondsOfMonth;
}
