import type { Deployment } from "../deployment.ts";
import { defaultThrottle } from "../front-doors/front-door.ts";

/** Regions where API Gateway lets fewer requests through by default: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const smallerRegions: readonly string[] = [
  "af-south-1",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "mx-central-1",
];

/** Their default quotas, over all APIs of an account. */
const smaller = { rate: 2_500, burst: 1_250 } as const;

/**
 * What the deployment's throttle promises and its region does not give by default. It is said and not refused: AWS raises the quota on
 * request, and no configuration knows that.
 */
export function quotaNotes({ options: { frontDoor } }: Deployment, region: string): readonly string[] {
  if (!smallerRegions.includes(region)) return [];
  const { rate, burst } = (frontDoor && "throttle" in frontDoor && frontDoor.throttle) || defaultThrottle;
  if (rate <= smaller.rate && burst <= smaller.burst) return [];
  return [
    `The throttle is ${rate} requests a second and ${burst} at once; API Gateway's quota in ${region} is ${smaller.rate} and ` +
      `${smaller.burst} by default, for all APIs of the account. What is over it is answered 429: ask AWS to raise the quota.`,
  ];
}
