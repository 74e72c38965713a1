import type { ObjectExpression, Property } from "acorn";
import type { Bridge } from "../../config/define-bridge.ts";
import { type ConfigSyntax, configObject, keyOfProperty, NotEditable, readSyntax } from "./config-syntax.ts";
import { unusedStatements } from "./unused-statements.ts";

/** A setting of a bus that `publish` reads. */
const leanBus = ({ eventBytes }: { readonly eventBytes?: number }): { readonly eventBytes?: number } =>
  eventBytes === undefined ? {} : { eventBytes };

type LeanBuses = Readonly<Record<string, { readonly eventBytes?: number }>>;

const leanBuses = ({ buses }: Bridge): LeanBuses =>
  Object.fromEntries(Array.from(buses, ([name, bus]) => [name, leanBus(bus)]));

/** The stages in which a bus has another limit. */
function leanStages({ buses, stages }: Bridge): Readonly<Record<string, { readonly buses: LeanBuses }>> {
  const differing = Array.from(stages, ([stage, own]) => {
    const others = Object.entries(own.buses ?? {}).filter(
      ([name, bus = {}]) => bus.eventBytes !== buses.get(name)?.eventBytes,
    );
    return [stage, Object.fromEntries(others.map(([name, bus = {}]) => [name, leanBus(bus)]))] as const;
  });
  return Object.fromEntries(
    differing.flatMap(([stage, limits]) =>
      Object.keys(limits).length > 0 ? [[stage, { buses: limits }]] : [],
    ),
  );
}

/**
 * What the functions read of a configuration, by its settings: the sources as they are written, because they have functions, and of the rest
 * the value. Whatever is not here is the stack's alone.
 */
const readByFunctions: Readonly<Record<string, "as written" | ((bridge: Bridge) => unknown)>> = {
  sources: "as written",
  buses: leanBuses,
  stages: leanStages,
};

interface ReplacedPart {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text with parts replaced. What follows stays in its line. */
const withParts = (text: string, parts: readonly ReplacedPart[]): string =>
  parts
    .toSorted((one, other) => other.start - one.start)
    .reduce((edited, { start, end, text: own }) => {
      const lineBreaks = edited.slice(start, end).replace(/[^\r\n]/g, "");
      return edited.slice(0, start) + own + lineBreaks + edited.slice(end);
    }, text);

function leanSetting(property: Property, bridge: Bridge, { tokens }: ConfigSyntax): ReplacedPart | undefined {
  const name = keyOfProperty(property);
  const rule = name === undefined ? "as written" : readByFunctions[name];
  if (rule === "as written") return undefined;
  const value = JSON.stringify(rule?.(bridge) ?? {});
  if (value !== "{}") return { start: property.start, end: property.end, text: `${name}: ${value}` };
  const next = tokens.find(({ start }) => start >= property.end);
  return { start: property.start, end: next?.type.label === "," ? next.end : property.end, text: "" };
}

/** Refuses a configuration that its own code reads again, by the name of a constant that it is in. @throws NotEditable */
function refuseFurtherUse({ program, tokens, script }: ConfigSyntax, config: ObjectExpression): void {
  const around = program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    const isAround = statement.start < config.start && statement.end >= config.end;
    return isAround && declared?.type === "VariableDeclaration" ? declared.declarations : [];
  });
  for (const { id } of around) {
    const name = id.type === "Identifier" ? id.name : "";
    const uses = tokens.filter(
      ({ type, start, end }) => type.label === "name" && script.slice(start, end) === name,
    );
    if (uses.length !== 2) throw new NotEditable("its settings are read again");
  }
}

const settingsWritten = ({ properties }: ObjectExpression): readonly Property[] =>
  properties.filter((one) => one.type === "Property");

/**
 * The text of a configuration, as JavaScript, with what the functions read of it. What only the stack reads is left out, with the constants
 * and imports that nothing else uses: subscriptions, lakes, archives, alarms. A change of these makes no other bundles. Every line stays where it was.
 * @param bridge what the text says
 * @returns undefined where it is written in a way that leaves this open, such as a `defineBridge` in another module
 */
export function functionsConfig(text: string, bridge: Bridge): string | undefined {
  try {
    const syntax = readSyntax(text);
    const config = configObject(syntax);
    refuseFurtherUse(syntax, config);
    const changed = settingsWritten(config).flatMap((property) => {
      const replacement = leanSetting(property, bridge, syntax);
      return replacement ? [{ property, replacement }] : [];
    });
    const gone = new Set(changed.map(({ property }) => property));
    const unused = unusedStatements(syntax.program, gone).map(({ start, end }) => ({ start, end, text: "" }));
    return withParts(syntax.script, [...changed.map(({ replacement }) => replacement), ...unused]);
  } catch (error) {
    if (error instanceof NotEditable) return undefined;
    throw error;
  }
}
