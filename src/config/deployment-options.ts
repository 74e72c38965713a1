/** A name of your own for the front door. */
export interface DomainOptions {
  /** `hooks.example.com` */
  readonly name: string;
  /** ARN of its certificate, in the stack's region. */
  readonly certificate: string;
  /** Route 53 hosted zone in which the name is entered; nothing: you enter it yourself. */
  readonly hostedZone?: string;
}

/** Requests a second that a gateway lets through: on average, and at once. The rest is answered 429. */
export interface ThrottleOptions {
  readonly rate: number;
  readonly burst: number;
}

/** Where webhooks come in. docs/deploying.md says what each one gives and takes. */
export type FrontDoor =
  | { readonly kind: "http-api"; readonly domain?: DomainOptions; readonly throttle?: ThrottleOptions }
  | { readonly kind: "function-url" }
  | {
      readonly kind: "load-balancer";
      /** What vendors call (`https://hooks.example.com`); you enter the name yourself. */
      readonly publicUrl: string;
      readonly certificate: string;
      readonly vpc: string;
      /** Public subnets in two availability zones at least. */
      readonly subnets: readonly string[];
    }
  | {
      readonly kind: "rest-api";
      readonly domain?: DomainOptions;
      readonly throttle?: ThrottleOptions;
      /** A WAF before the API: an address that sends more than this in five minutes is shut out for a while. */
      readonly firewall?: { readonly requestsPerAddress: number };
    };

/** The delivery queue and how Lambda takes from it. */
export interface QueueOptions {
  /** Messages that `publish` gets at once, 1 to 10. Default 10. */
  readonly batchSize?: number;
  /** Seconds to wait for a batch to fill, 0 to 300. Default 0. */
  readonly batchingWindowSeconds?: number;
  /** Batches at a time, 2 to 1,000. Default 20. Not with `pollers`. */
  readonly maximumConcurrency?: number;
  /** Pollers that always stand ready (provisioned mode): faster to scale, and paid by the hour. */
  readonly pollers?: { readonly minimum: number; readonly maximum: number };
  /** How often a delivery is tried before it is a dead letter. Default 10. */
  readonly attempts?: number;
  /** Keeps the FIFO queue, and empties it, where no source has an `order` any more. */
  readonly keepOrdered?: boolean;
}

/** Where the secrets of sources are kept. */
export interface SecretOptions {
  /** Default `ssm`: Parameter Store, free of charge. */
  readonly store?: "ssm" | "secrets-manager";
  /** ARN of the KMS key that they are encrypted with, where it is not AWS's own. */
  readonly encryptionKey?: string;
}

/** Who is told, and when. */
export interface AlarmOptions {
  /** Address that gets the alarms; AWS asks it to confirm. */
  readonly email?: string;
  /** Age in seconds of the oldest delivery that waits. Default 900. */
  readonly oldestSeconds?: number;
  /** Authentication failures of one source in five minutes. Default 20. */
  readonly authenticationFailures?: number;
  /** Per cent of a vendor's time for an answer that is used, at p99. Default 50. */
  readonly deadlineShare?: number;
}

/** Everything of a deployment that is neither a bus nor a source. */
export interface DeploymentOptions {
  /** Default: an HTTP API. */
  readonly frontDoor?: FrontDoor;
  readonly queue?: QueueOptions;
  readonly secrets?: SecretOptions;
  readonly alarms?: AlarmOptions;
  /** ARN of a KMS key for queues, bucket, table and topic. Default: keys that AWS manages. */
  readonly encryptionKey?: string;
  /** Days that logs are kept: a number that CloudWatch offers. Default 30. */
  readonly logDays?: number;
  /** Days that payloads too large for an event are kept. Default: 30, or as long as the longest archive. */
  readonly claimDays?: number;
  /** Tags on everything, for cost allocation. */
  readonly tags?: Readonly<Record<string, string>>;
}
