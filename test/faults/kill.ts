export async function killRuns(_count: number): Promise<number> {
  return 0;
}
