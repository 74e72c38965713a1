/** A store of one stage's secrets. */
export interface StageStore {
  /** `/<name>/<stage>`: what the names of its secrets begin with. */
  readonly prefix: string;
  readonly region: string;
  /** ARN of the KMS key that encrypts them; default: the one that AWS manages. */
  readonly key?: string;
  /** The flag with the caller's profile, for commands of the AWS CLI; empty without one. */
  readonly profileFlag: string;
}

/** A client of a store, and what it is asked for. */
export interface OpenStore<Client> extends StageStore {
  readonly client: Client;
}

/** The name of a source's secrets in a store. */
export const storedName = ({ prefix }: StageStore, source: string): string => `${prefix}/${source}`;

/** The source whose secrets have a name. */
export const sourceOfName = ({ prefix }: StageStore, name: string): string => name.slice(prefix.length + 1);

/** The parts of a list, in their order. */
export const inCalls = <T>(list: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
