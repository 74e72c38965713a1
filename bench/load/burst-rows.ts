import { type BurstRow, measureBurst } from "./burst.ts";

/** Bursts of growing size at both secret stores. */
export async function burstRows(progress: (what: string) => void): Promise<readonly BurstRow[]> {
  const rows: BurstRow[] = [];
  for (const store of ["ssm", "secrets-manager"] as const)
    for (const starts of [100, 200, 500, 1_000]) {
      progress(`a burst of ${starts} cold starts, ${store}`);
      rows.push(await measureBurst({ starts, sources: 5, store }, 1));
    }
  return rows;
}
