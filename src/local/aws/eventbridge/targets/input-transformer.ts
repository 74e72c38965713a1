import { parseJson } from "../../../../core/json/json.ts";
import { jsonTextAt } from "./json-path.ts";

/** What a target gets: the event as it is, a fixed text, a part of the event, or a template filled from it. */
export interface TargetInput {
  readonly input?: string;
  readonly inputPath?: string;
  readonly template?: string;
  /** Paths by placeholder name. */
  readonly paths?: { readonly [name: string]: string };
}

/** Values of the predefined placeholders that are not in the event. */
export interface RuleContext {
  readonly ruleName: string;
  readonly ruleArn: string;
  /** As in an envelope: `YYYY-MM-DDThh:mm:ssZ`. */
  readonly ingestionTime: string;
}

/** JSON text by placeholder name. */
type PlaceholderValues = (name: string) => string | undefined;

const predefined = new Set([
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event",
  "aws.events.event.json",
  "aws.events.event.ingestion-time",
]);

const placeholder = /<([A-Za-z0-9_.-]{1,256})>/g;

/** The first placeholder in `template` that is neither in `paths` nor predefined. */
export function undefinedPlaceholder(
  template: string,
  paths: { readonly [name: string]: string },
): string | undefined {
  for (const [, name = ""] of template.matchAll(placeholder)) {
    if (!Object.hasOwn(paths, name) && !predefined.has(name)) return name;
  }
  return undefined;
}

/** The envelope without detail. Order and spelling of the keys are as recorded from AWS. */
function eventWithoutDetail(envelope: string): string {
  const keys = ["id", "account", "detail-type", "time", "source", "region", "resources", "version"];
  const members = keys.map((key) => {
    const name = key === "detail-type" ? "detailType" : key;
    return `"${name}":${jsonTextAt(envelope, `$.${key}`) ?? "null"}`;
  });
  return `{${members.join(",")}}`;
}

/** Values from the event and the rule; undefined for a path that the event does not have. */
function placeholderValues(target: TargetInput, envelope: string, rule: RuleContext): PlaceholderValues {
  return (name) => {
    switch (name) {
      case "aws.events.rule-arn":
        return JSON.stringify(rule.ruleArn);
      case "aws.events.rule-name":
        return JSON.stringify(rule.ruleName);
      case "aws.events.event.ingestion-time":
        return JSON.stringify(rule.ingestionTime);
      case "aws.events.event":
        return eventWithoutDetail(envelope);
      case "aws.events.event.json":
        return envelope;
      default: {
        const path = target.paths && Object.hasOwn(target.paths, name) ? target.paths[name] : undefined;
        return path === undefined ? undefined : jsonTextAt(envelope, path);
      }
    }
  };
}

/** A value in a JSON template: inside quotes a string loses its own quotes; all else stays JSON. */
function valueInJson(value: string | undefined, quoted: boolean): string {
  if (value === undefined) return quoted ? "" : '""';
  return quoted && value.startsWith('"') ? value.slice(1, -1) : value;
}

/** A value in a text template: objects and arrays lose all quotes, `{acc_id:0a78,sf_id:baz}`. */
function valueInText(value: string | undefined): string {
  if (value === undefined) return "";
  return value.startsWith('"') ? value.slice(1, -1) : compactJson(value).replaceAll('"', "");
}

/** Removes white space between tokens, as AWS does. Numbers stay as they were sent. */
function compactJson(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|\s+/g, (token) => (token.startsWith('"') ? token : ""));
}

function isQuotedAt(template: string, position: number): boolean {
  let quoted = false;
  for (let at = 0; at < position; at++) {
    if (template[at] === "\\") at++;
    else if (template[at] === '"') quoted = !quoted;
  }
  return quoted;
}

function fillTemplate(template: string, values: PlaceholderValues): string | undefined {
  const isText = template.trimStart().startsWith('"');
  const filled = template.replace(placeholder, (_, name: string, position: number) => {
    const quoted = isQuotedAt(template, position);
    return isText && quoted ? valueInText(values(name)) : valueInJson(values(name), quoted);
  });
  // Lines of text need not be valid JSON. EventBridge never delivers a JSON template that its values make invalid.
  return isText || parseJson(filled) ? filled : undefined;
}

/**
 * The message body for a target; undefined where EventBridge silently delivers nothing. Parts of the event are cut
 * out of its text, never serialized again.
 */
export function targetBody(target: TargetInput, envelope: string, rule: RuleContext): string | undefined {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return jsonTextAt(envelope, target.inputPath);
  if (target.template === undefined) return envelope;
  return fillTemplate(target.template, placeholderValues(target, envelope, rule));
}
