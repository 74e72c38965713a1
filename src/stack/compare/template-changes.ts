import type { CompiledTemplate } from "../plain/plain-template.ts";
import type { Resource, Resources } from "../template.ts";
import { comparable } from "./comparable.ts";
import { replacementOf } from "./replacement.ts";
import { idsIn, type ValueChange, valueChanges } from "./value-changes.ts";

/** A resource that a deployment adds or removes. */
export interface ResourceName {
  readonly id: string;
  readonly type: string;
}

/** A resource that leaves the stack. */
export interface RemovedResource extends ResourceName {
  /** True where CloudFormation leaves it in the account. */
  readonly stays: boolean;
}

/** A resource that is another after the deployment. */
export interface ChangedResource extends ResourceName {
  /** Whether CloudFormation makes a new one in its place. */
  readonly replaced: "yes" | "maybe" | "no";
  /** Where it is replaced: true where CloudFormation leaves the former one in the account. */
  readonly stays: boolean;
  /** The logical id of a replaced resource to which a property refers that can't be changed. */
  readonly because?: string;
  readonly properties: readonly ValueChange[];
}

/** What a deployment changes in the resources and outputs of a stack. */
export interface TemplateChanges {
  readonly added: readonly ResourceName[];
  readonly removed: readonly RemovedResource[];
  readonly changed: readonly ChangedResource[];
  readonly outputs: readonly ValueChange[];
}

const rank = { always: "yes", maybe: "maybe", never: "no" } as const;

function replacedBy(type: string, changes: readonly ValueChange[]): ChangedResource["replaced"] {
  const found = changes.map(({ path }) => rank[replacementOf(type, path)]);
  return found.includes("yes") ? "yes" : found.includes("maybe") ? "maybe" : "no";
}

function changeOf(id: string, before: Resource, after: Resource): ChangedResource | undefined {
  const properties = valueChanges(before.Properties ?? {}, after.Properties ?? {});
  const sameType = before.Type === after.Type;
  if (properties.length === 0 && sameType) return undefined;
  return {
    id,
    type: after.Type,
    replaced: sameType ? replacedBy(after.Type, properties) : "yes",
    stays: before.UpdateReplacePolicy === "Retain",
    properties,
  };
}

/** The replaced resource to which a property of a resource refers that can't be changed. */
function replacedReference(resource: Resource, replaced: ReadonlySet<string>): string | undefined {
  for (const [name, value] of Object.entries(resource.Properties ?? {}))
    if (replacementOf(resource.Type, [name]) === "always") {
      const id = idsIn(value).find((one) => replaced.has(one));
      if (id !== undefined) return id;
    }
  return undefined;
}

/** A replaced resource has a new id, so that others are replaced with it, and others again with those. */
function withReferences(
  changed: readonly ChangedResource[],
  before: Resources,
  after: Resources,
): readonly ChangedResource[] {
  const found = new Map(changed.map((change) => [change.id, change]));
  for (let more = true; more; ) {
    more = false;
    const replaced = new Set(
      Array.from(found.values()).flatMap((one) => (one.replaced === "yes" ? one.id : [])),
    );
    for (const [id, resource] of Object.entries(after)) {
      const was = before[id];
      if (!was || replaced.has(id)) continue;
      const because = replacedReference(resource, replaced);
      if (because === undefined) continue;
      const stays = was.UpdateReplacePolicy === "Retain";
      const properties = found.get(id)?.properties ?? [];
      found.set(id, { id, type: resource.Type, replaced: "yes", stays, because, properties });
      more = true;
    }
  }
  return [...found.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** What a deployment of one template over another changes, wherever the code of the functions is and whichever tool deploys it. */
export function templateChanges(deployed: CompiledTemplate, next: CompiledTemplate): TemplateChanges {
  const [before, after] = [comparable(deployed), comparable(next)];
  const [was, is] = [before.Resources, after.Resources];
  const only = (some: Resources, others: Resources): readonly (readonly [string, Resource])[] =>
    Object.entries(some).filter(([id]) => !Object.hasOwn(others, id));
  const both = Object.keys(is).filter((id) => Object.hasOwn(was, id));
  const changed = both.flatMap((id) => {
    const [one, other] = [was[id], is[id]];
    return (one && other && changeOf(id, one, other)) ?? [];
  });
  return {
    added: only(is, was).map(([id, { Type }]) => ({ id, type: Type })),
    removed: only(was, is).map(([id, { Type, DeletionPolicy }]) => ({
      id,
      type: Type,
      stays: DeletionPolicy === "Retain",
    })),
    changed: withReferences(changed, was, is),
    outputs: valueChanges({ ...before.Outputs }, { ...after.Outputs }).filter(
      ({ path }) => path[1] !== "Description",
    ),
  };
}
