import type {
  MemoryOptions,
  RoleOptions,
  SlackOptions,
  TeamsOptions,
  VpcOptions,
} from "./account-options.ts";

/** A custom domain for the front door. */
export interface DomainOptions {
  /** `hooks.example.com` */
  readonly name: string;
  /** ARN of its certificate, in the stack's region. */
  readonly certificate: string;
  /** Id of the Route 53 hosted zone that gets the DNS record. Without it, you create the record yourself. */
  readonly hostedZone?: string;
}

/** API Gateway's throttling: requests per second on average, and at once. Further requests get a 429. */
export interface ThrottleOptions {
  readonly rate: number;
  readonly burst: number;
}

/** The name that vendors call, where it is not the front door's own. */
export interface PublicName {
  /**
   * What stands before `/hooks/` in the URLs that vendors call: `https://hooks.example.com`, or `https://www.example.com/bridge` where a
   * proxy removes the path. Vendors that sign the URL sign this one.
   */
  readonly publicUrl?: string;
}

/** What takes webhooks in. docs/deploying.md compares the kinds. */
export type FrontDoor =
  | (PublicName & {
      readonly kind: "http-api";
      readonly domain?: DomainOptions;
      readonly throttle?: ThrottleOptions;
    })
  | (PublicName & { readonly kind: "function-url" })
  | (Required<PublicName> & {
      readonly kind: "load-balancer";
      readonly certificate: string;
      readonly vpc: string;
      /** Public subnets in at least two availability zones. */
      readonly subnets: readonly string[];
      /** Writes one line a request, with the whole URL, into a bucket of the stack. Default: no log. */
      readonly accessLog?: boolean;
      /** Refuses to delete the load balancer until a deployment without it. Default: false. */
      readonly deletionProtection?: boolean;
    })
  | (PublicName & {
      readonly kind: "rest-api";
      readonly domain?: DomainOptions;
      readonly throttle?: ThrottleOptions;
      /** A WAF web ACL that blocks an address while it sends more than this in five minutes. */
      readonly firewall?: { readonly requestsPerAddress: number };
      /** An access log. The account needs a role for API Gateway's logs, set once in its settings. Default: none. */
      readonly accessLog?: boolean;
    })
  | (PublicName & {
      /** A REST API that writes requests into a queue unverified. `receive` takes them from there and verifies them. */
      readonly kind: "buffer-first";
      readonly domain?: DomainOptions;
      readonly throttle?: ThrottleOptions;
      readonly firewall?: { readonly requestsPerAddress: number };
      /** As for `rest-api`. */
      readonly accessLog?: boolean;
      /** Further content types of deliveries. A type that is neither built in nor listed here gets a 415. */
      readonly contentTypes?: readonly string[];
    });

/** The delivery queue and how Lambda polls it. */
export interface QueueOptions {
  /** Messages in one batch for `publish`, 1 to 10. Default 10. */
  readonly batchSize?: number;
  /** Seconds to wait for a batch to fill, 0 to 300. Default 0. */
  readonly batchingWindowSeconds?: number;
  /** Concurrent batches, 2 to 1,000. Default 20. Not together with `pollers`. */
  readonly maximumConcurrency?: number;
  /** Event pollers in provisioned mode: they scale faster, and cost by the hour. */
  readonly pollers?: { readonly minimum: number; readonly maximum: number };
  /** Receives before a delivery becomes a dead letter. Default 10. */
  readonly attempts?: number;
  /** Keeps and drains the FIFO queue when no source has an `order` any more. */
  readonly keepOrdered?: boolean;
}

/** Executions at once that Lambda sets aside for a function, and that it does not exceed (reserved concurrency). */
export interface ConcurrencyOptions {
  /** Requests that are answered at once. Lambda throttles what is more, and the front door answers it with 429 or 5xx. */
  readonly receive?: number;
  /** Batches that are published at once. `queue.maximumConcurrency` must fit into it. */
  readonly publish?: number;
}

/** Where the secrets of sources are kept. */
export interface SecretOptions {
  /** Default `ssm`: Parameter Store, free of charge. */
  readonly store?: "ssm" | "secrets-manager";
  /** ARN of the KMS key that encrypts them. Default: the key that AWS manages. */
  readonly encryptionKey?: string;
}

/** Who gets the alarms, and their thresholds. */
export interface AlarmOptions {
  /** Email address that gets the alarms. AWS asks it to confirm the subscription. */
  readonly email?: string;
  /** ARN of an existing SNS topic in the stack's region, in place of one of the stack's own. Its own subscribers get the alarms. */
  readonly topic?: string;
  /** Channels that get the alarms through AWS's chat service (Amazon Q Developer in chat applications). */
  readonly slack?: SlackOptions;
  readonly teams?: TeamsOptions;
  /** Age in seconds of the oldest delivery in the queue. Default 900. */
  readonly oldestSeconds?: number;
  /** Authentication failures in five minutes, over all sources; of one source with `perSource`. Default 20. */
  readonly authenticationFailures?: number;
  /** Further alarms for each source: failures, clock, nothing published, silence. CloudWatch charges 0.50 dollars a month for each source. */
  readonly perSource?: boolean;
  /** With `perSource`: hours without a delivery after which a source is silent that had some before, 1 to 168. Default 24. */
  readonly silentHours?: number;
  /** Percentage of a vendor's response deadline that is used, at p99. Default 50. */
  readonly deadlineShare?: number;
}

/** What the functions write into their logs. */
export interface LogOptions {
  /** Share of accepted deliveries whose lines are written, 0 to 1. Refusals and failures are always logged; metrics count all. Default 1. */
  readonly accepted?: number;
}

/** Everything of a deployment that is neither a bus nor a source. */
export interface DeploymentOptions {
  /** Default: an HTTP API. */
  readonly frontDoor?: FrontDoor;
  readonly queue?: QueueOptions;
  readonly memory?: MemoryOptions;
  /** Default: the functions run outside of any VPC of yours. */
  readonly vpc?: VpcOptions;
  readonly roles?: RoleOptions;
  /** Name of an existing bucket in the stack's region for the packages. Default: a bucket of the stack's own. */
  readonly deploymentBucket?: string;
  /**
   * Bounds of both functions. Default: none, and the functions share what the account has. A function URL, which throttles nothing, needs
   * a number for `receive`, or `"unbounded"`: all of the account's concurrency may then serve requests.
   */
  readonly concurrency?: ConcurrencyOptions | "unbounded";
  readonly secrets?: SecretOptions;
  readonly alarms?: AlarmOptions;
  /**
   * ARN of a KMS key for queues, bucket, table, topic, buses, archives and log groups. Its policy must let AWS's services use it:
   * docs/deploying.md. Default: keys that AWS manages.
   */
  readonly encryptionKey?: string;
  /** Retention of logs in days, one of the numbers that CloudWatch Logs offers. Default 30. */
  readonly logDays?: number;
  readonly logs?: LogOptions;
  /** Whether metrics are counted by source, too, or only in total: CloudWatch charges for each series by the month. Default `by-source`. */
  readonly metrics?: "by-source" | "totals";
  /** Whether X-Ray records traces of both functions, which costs more than all the rest of a webhook. Default false. */
  readonly tracing?: boolean;
  /** Days that payloads in the claim check bucket are kept. Default: 30, or as long as the longest archive or lake. */
  readonly claimDays?: number;
  /** Tags on every resource, for cost allocation. */
  readonly tags?: Readonly<Record<string, string>>;
}
