/** Options by which a deployment uses what an account has already, and obeys its rules. */

/** What every role of the stack gets, where an account requires it. */
export interface RoleOptions {
  /** ARN of a managed policy that bounds what the roles may do. It must allow what docs/your-account.md lists. */
  readonly permissionsBoundary?: string;
  /** Path of the roles and policies, with a slash at both ends: `/hooks/`. Default `/`. */
  readonly path?: string;
}

/** Subnets and security groups in which both functions run. */
export interface VpcOptions {
  /** Ids of private subnets with a way out to AWS and to vendors. At least two are better: one for each availability zone. */
  readonly subnets: readonly string[];
  /** Ids of security groups, five at most. They must let HTTPS out. */
  readonly securityGroups: readonly string[];
}

/** Memory of the functions in MB, 128 to 10,240. Lambda gives CPU in proportion to it. */
export interface MemoryOptions {
  /** Default 1,024. */
  readonly receive?: number;
  /** Default 512. */
  readonly publish?: number;
}

/** A Slack channel, by the ids that Slack has for it. Its workspace must be authorized once in the console: docs/your-account.md. */
export interface SlackOptions {
  /** `T0123456789` */
  readonly workspace: string;
  /** `C0123456789` */
  readonly channel: string;
}

/** A channel in Microsoft Teams, by the ids in its link. Its tenant must be authorized once in the console: docs/your-account.md. */
export interface TeamsOptions {
  readonly tenant: string;
  readonly team: string;
  /** As in the link, with escapes: `19%3a…%40thread.tacv2`. */
  readonly channel: string;
}
