import type { FrontDoor, PublicName } from "../../config/deployment-options.ts";
import { type Provider, signaturesOf } from "../../core/provider.ts";
import type { Deployment } from "../deployment.ts";
import type { FrontDoorOf } from "../front-doors/front-door.ts";
import { type Complaint, complaintIf, matches, range } from "./complaint.ts";
import { quotas } from "./quotas.ts";

/** Sources that need an answer, or an order, which `buffer-first` can't give. */
function checkBuffered({ sources }: Deployment): readonly Complaint[] {
  return Array.from(sources.values()).flatMap(({ name, provider, order }): readonly Complaint[] => {
    const needs = [
      ...(provider.handshakes?.length ? [`${provider.name} needs answers to handshakes`] : []),
      ...(provider.reply ? [`${provider.name} needs a reply of its own`] : []),
      ...(order ? ["it is ordered"] : []),
    ];
    return needs.map((need) => [
      `source "${name}": ${need}, which the front door buffer-first does not support.`,
      "Choose another front door, or move the source to a deployment that has one.",
    ]);
  });
}

/** Where a provider's URLs have a secret or a signature: in the query, as `query:token`. */
function secretsInUrl(provider: Provider): readonly string[] {
  const tokens = (provider.handshakes ?? []).map(({ token }) => token);
  const places = [...signaturesOf(provider), ...tokens].flatMap((rules) => {
    if (!rules) return [];
    if ("parameter" in rules) return [`query:${rules.parameter}`];
    return "from" in rules ? [String(rules.from)] : [];
  });
  return [...new Set(places)].filter((place) => place.startsWith("query:"));
}

/** Sources whose secret an access log would keep, with the whole URL. */
const checkAccessLog = ({ sources }: Deployment): readonly Complaint[] =>
  Array.from(sources.values()).flatMap(({ name, provider }) =>
    secretsInUrl(provider).map(
      (place): Complaint => [
        `source "${name}": ${provider.name} sends ${place} in the URL, and frontDoor.accessLog would keep it for everybody who reads the log.`,
        "Leave accessLog out, or move the source to a deployment without it.",
      ],
    ),
  );

function checkBalancer(
  { subnets, publicUrl, accessLog }: Partial<FrontDoorOf<"load-balancer">>,
  deployment: Deployment,
): readonly Complaint[] {
  const { prefix } = deployment;
  return [
    ...(accessLog ? checkAccessLog(deployment) : []),
    ...complaintIf(
      prefix.length > quotas.loadBalancerName,
      `The load balancer's name would be "${prefix}".`,
      `AWS allows ${quotas.loadBalancerName} characters: shorten the deployment's name or the stage.`,
    ),
    ...complaintIf(
      (subnets?.length ?? 0) < 2,
      "The load balancer has fewer than two subnets.",
      "Give public subnets in two availability zones.",
    ),
    ...complaintIf(
      publicUrl === undefined,
      "The load balancer has no publicUrl.",
      'Write what vendors call: "https://hooks.example.com". Its Host header can be forged.',
    ),
  ];
}

/** A name, a port if need be, and the path that a proxy removes, if any: not the URL of a source. */
const publicUrlPattern =
  /^(?!.*[^/]\/hooks(?:\/|$))https:\/\/[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{1,4})?(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/;

const checkPublicUrl = ({ publicUrl }: PublicName): readonly Complaint[] =>
  matches(
    "frontDoor.publicUrl",
    publicUrl,
    publicUrlPattern,
    '"https://hooks.example.com" or "https://www.example.com/bridge", without a slash at the end and without "/hooks" or "/hooks/<source>"',
  );

/** What is wrong with a front door. */
export function checkFrontDoor(door: FrontDoor | undefined, deployment: Deployment): readonly Complaint[] {
  if (!door) return [];
  const throttle = "throttle" in door ? door.throttle : undefined;
  const firewall = "firewall" in door ? door.firewall : undefined;
  const contentTypes = "contentTypes" in door ? (door.contentTypes ?? []) : [];
  return [
    ...checkPublicUrl(door),
    ...(door.kind === "buffer-first" ? checkBuffered(deployment) : []),
    ...range("frontDoor.throttle.rate", throttle?.rate, [1, quotas.requestsPerSecond]),
    ...range("frontDoor.throttle.burst", throttle?.burst, [1, quotas.requestsAtOnce]),
    ...range("frontDoor.firewall.requestsPerAddress", firewall?.requestsPerAddress, [10, 2_000_000_000]),
    ...contentTypes.flatMap((type) =>
      matches("frontDoor.contentTypes", type, /^[a-z]+\/[a-z0-9.+-]+$/, '"application/vnd.acme+json"'),
    ),
    ...(door.kind === "load-balancer" ? checkBalancer(door, deployment) : []),
  ];
}
