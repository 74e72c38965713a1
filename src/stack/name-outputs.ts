import { quotas } from "./checks/quotas.ts";
import { type Deployment, ids } from "./deployment.ts";
import { busArns, existingBuses } from "./resources/buses/bus-arn.ts";
import { arnOf, logicalName, type Outputs, type TemplateValue } from "./template.ts";

/** Outputs that are left for the rest of the stack, and for osls. */
const reserved = 20;

/** Longest values that CloudFormation fills in: the URL of a gateway, and the ARN of a bus with the mostCharacters names. */
const mostCharacters = { origin: 128, busArn: 180 } as const;

/** A value of an output, and how many characters it can have. */
interface NamedValue {
  readonly name: string;
  readonly description: string;
  readonly value: TemplateValue;
  readonly characters: number;
}

function sourceUrls({ sources }: Deployment, origin: TemplateValue): readonly NamedValue[] {
  const characters = typeof origin === "string" ? origin.length : mostCharacters.origin;
  return Array.from(sources.values(), ({ name, provider }) => ({
    name: `${logicalName(name)}SourceUrl`,
    description: `URL of the source ${name}, to be pasted at ${provider.name}`,
    value: { "Fn::Join": ["", [origin, `/hooks/${name}`]] },
    characters: characters + `/hooks/${name}`.length,
  }));
}

function busValues(deployment: Deployment): readonly NamedValue[] {
  const existing = existingBuses(deployment);
  return Array.from(busArns(deployment), ([name, value]) => ({
    name: `${logicalName(name)}BusArn`,
    description: existing.has(name)
      ? `The existing bus that bridge.config.ts calls ${name}`
      : `The bus ${name}, whose name in EventBridge is ${deployment.busPrefix}${name}`,
    value,
    characters: mostCharacters.busArn,
  }));
}

const singly = (values: readonly NamedValue[]): Outputs =>
  Object.fromEntries(
    values.map(({ name, description, value }) => [name, { Description: description, Value: value }]),
  );

/** Lists of values, with spaces between them, none of which can be too long for an output. */
function listed(name: string, Description: string, values: readonly NamedValue[]): Outputs {
  const lists: TemplateValue[][] = [];
  let left = 0;
  for (const { value, characters } of values) {
    if (lists.length === 0 || characters + 1 > left) {
      lists.push([]);
      left = quotas.outputCharacters;
    }
    lists.at(-1)?.push(value);
    left -= characters + 1;
  }
  return Object.fromEntries(
    lists.map((list, index) => [`${name}${index + 1}`, { Description, Value: { "Fn::Join": [" ", list] } }]),
  );
}

/**
 * URLs of all sources and ARNs of all buses: an output for each, or lists where these would be more outputs than CloudFormation allows.
 * @param origin what comes before `/hooks/` in the URLs
 */
export function nameOutputs(deployment: Deployment, origin: TemplateValue): Outputs {
  const urls = sourceUrls(deployment, origin);
  const arns = busValues(deployment);
  const fits = urls.length + arns.length + reserved <= quotas.outputs;
  return {
    ...(fits
      ? { ...singly(urls), ...singly(arns) }
      : {
          ...listed("SourceUrls", "URLs of sources, to be pasted at their vendors", urls),
          ...listed("BusArns", "ARNs of buses", arns),
        }),
    ...(existingBuses(deployment).size > 0 && {
      PublishRoleArn: {
        Description: "The role that existing buses of other accounts must allow to put events",
        Value: arnOf(ids.publishRole),
      },
    }),
  };
}
