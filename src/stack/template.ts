/** A value in a CloudFormation template: JSON, with intrinsic functions as objects. `undefined` members are left out. */
export type TemplateValue =
  | string
  | number
  | boolean
  | undefined
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue };

/** Properties of a resource, by the names of AWS's resource reference. */
export type Properties = Readonly<Record<string, TemplateValue>>;

/** One resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Properties;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: "Retain";
  readonly UpdateReplacePolicy?: "Retain";
}

/** Resources by their logical ids. */
export type Resources = Readonly<Record<string, Resource>>;

/** What the stack tells whoever deployed it. */
export type Outputs = Readonly<
  Record<string, { readonly Description: string; readonly Value: TemplateValue }>
>;

/** A template, as far as the bridge makes and reads it. */
export interface Template {
  readonly Resources: Resources;
  readonly Outputs: Outputs;
  /** What CloudFormation keeps beside the template and does nothing with. */
  readonly Metadata: Readonly<Record<string, TemplateValue>>;
}

/** The physical name or id of another resource. */
export const ref = (logicalId: string): TemplateValue => ({ Ref: logicalId });

/** An attribute of another resource. */
export const attribute = (logicalId: string, name: string): TemplateValue => ({
  "Fn::GetAtt": [logicalId, name],
});

/** The ARN of another resource. */
export const arnOf = (logicalId: string): TemplateValue => attribute(logicalId, "Arn");

/** A text with `${AWS::Region}`, `${LogicalId}` and `${LogicalId.Attribute}` in it. */
export const sub = (text: string): TemplateValue => ({ "Fn::Sub": text });

/** A resource that outlives the stack, and its own replacement: it holds what nobody else has. */
export const retained = (resource: Omit<Resource, "DeletionPolicy" | "UpdateReplacePolicy">): Resource => ({
  ...resource,
  DeletionPolicy: "Retain",
  UpdateReplacePolicy: "Retain",
});

/** A name of bridge.config.ts in a logical id, which holds letters and digits only: no two names make the same. */
export const logicalName = (name: string): string =>
  name
    .replaceAll("-", "Dash")
    .replaceAll(".", "Dot")
    .replaceAll("_", "Underscore")
    .replace(/^./, (first) => first.toUpperCase());
