import { parseJson } from "../../../../core/json/json.ts";
import { textAt } from "./json-path.ts";

/** How a target wants the event: as it is, a fixed text, a part of it, or a template filled from it. */
export interface TargetInput {
  readonly input?: string;
  readonly inputPath?: string;
  readonly template?: string;
  /** Paths by placeholder name. */
  readonly paths?: { readonly [name: string]: string };
}

/** What the predefined placeholders say beside the event. */
export interface RuleContext {
  readonly ruleName: string;
  readonly ruleArn: string;
  /** As in an envelope: `YYYY-MM-DDThh:mm:ssZ`. */
  readonly ingestionTime: string;
}

type Values = (name: string) => string | undefined;

const predefined = new Set([
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event",
  "aws.events.event.json",
  "aws.events.event.ingestion-time",
]);

const placeholder = /<([A-Za-z0-9_.-]{1,256})>/g;

/** The first placeholder of `template` that neither `paths` nor EventBridge defines. */
export function undefinedPlaceholder(
  template: string,
  paths: { readonly [name: string]: string },
): string | undefined {
  for (const [, name = ""] of template.matchAll(placeholder)) {
    if (!Object.hasOwn(paths, name) && !predefined.has(name)) return name;
  }
  return undefined;
}

/** The envelope without detail, its keys in the order and spelling that AWS was recorded to use. */
function eventWithoutDetail(envelope: string): string {
  const keys = ["id", "account", "detail-type", "time", "source", "region", "resources", "version"];
  const members = keys.map((key) => {
    const name = key === "detail-type" ? "detailType" : key;
    return `"${name}":${textAt(envelope, `$.${key}`) ?? "null"}`;
  });
  return `{${members.join(",")}}`;
}

/** JSON text for each placeholder; undefined for a path that the event does not have. */
function valuesOf(target: TargetInput, envelope: string, rule: RuleContext): Values {
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
        return path === undefined ? undefined : textAt(envelope, path);
      }
    }
  };
}

/** Values in a JSON template: a string gives up its quotes inside quotes, everything else stays JSON. */
function inJson(value: string | undefined, quoted: boolean): string {
  if (value === undefined) return quoted ? "" : '""';
  return quoted && value.startsWith('"') ? value.slice(1, -1) : value;
}

/** Values in a text template: objects and lists lose the quotes of their strings, `{acc_id:0a78,sf_id:baz}`. */
function inText(value: string | undefined): string {
  if (value === undefined) return "";
  return value.startsWith('"') ? value.slice(1, -1) : withoutSpace(value).replaceAll('"', "");
}

/** AWS prints the value again, compact; only white space between its tokens goes, so numbers stay as sent. */
function withoutSpace(json: string): string {
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

function fill(template: string, values: Values): string | undefined {
  const isText = template.trimStart().startsWith('"');
  const filled = template.replace(placeholder, (_, name: string, position: number) => {
    const quoted = isQuotedAt(template, position);
    return isText && quoted ? inText(values(name)) : inJson(values(name), quoted);
  });
  // Lines of text need not be JSON together. A JSON template that is broken by its values is never delivered.
  return isText || parseJson(filled) ? filled : undefined;
}

/**
 * The message body for a target, or undefined when EventBridge would silently deliver nothing. Parts of the event
 * are cut out of its text, never printed again.
 */
export function targetBody(target: TargetInput, envelope: string, rule: RuleContext): string | undefined {
  if (target.input !== undefined) return target.input;
  if (target.inputPath !== undefined) return textAt(envelope, target.inputPath);
  if (target.template === undefined) return envelope;
  return fill(target.template, valuesOf(target, envelope, rule));
}
