/** What a query of a lake gives: the same from Athena and from DuckDB. */
export interface LakeRows {
  readonly columns: readonly string[];
  /** Texts as the engine writes them; null where a column has no value. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** A query as it is run: `?` stands for each value, in their order. */
export interface LakeQuestion {
  readonly sql: string;
  readonly values: readonly string[];
}
