import type { ExplainContext } from "./context.ts";
import type { VariantReading, VariantVerdict } from "./variant.ts";

/** A reading whose signature is right. */
export interface RightReading<R extends VariantReading> {
  readonly reading: R;
  readonly judged: Extract<VariantVerdict, { readonly right: true }>;
}

/** The first of some readings whose signature is right. No more are made than are tried. */
export async function firstRight<R extends VariantReading>(
  context: ExplainContext,
  readings: Iterable<R>,
): Promise<RightReading<R> | undefined> {
  for (const reading of readings) {
    if (context.isSpent()) return undefined;
    const judged = await context.judge(reading);
    if (judged.right) return { reading, judged };
  }
  return undefined;
}
