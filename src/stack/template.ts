/** A value in a CloudFormation template: JSON, with intrinsic functions as objects. Members that are `undefined` are left out. */
export type TemplateValue =
  | string
  | number
  | boolean
  | undefined
  | readonly TemplateValue[]
  | { readonly [name: string]: TemplateValue };

/** Properties of a resource, with the names in AWS's resource reference. */
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

/** Outputs of the stack, by name. */
export type Outputs = Readonly<
  Record<string, { readonly Description: string; readonly Value: TemplateValue }>
>;

/** The sections of a template that the bridge uses. */
export interface Template {
  readonly Resources: Resources;
  readonly Outputs: Outputs;
  /** Properties of resources that osls adds, which it takes out of here. */
  readonly extensions?: Readonly<Record<string, { readonly Properties: Properties }>>;
  /** CloudFormation stores it with the template and does not use it. */
  readonly Metadata: Readonly<Record<string, TemplateValue>>;
}

/** The physical name or id of a resource. */
export const ref = (logicalId: string): TemplateValue => ({ Ref: logicalId });

/** An attribute of a resource. */
export const getAtt = (logicalId: string, name: string): TemplateValue => ({
  "Fn::GetAtt": [logicalId, name],
});

/** The ARN of a resource. */
export const arnOf = (logicalId: string): TemplateValue => getAtt(logicalId, "Arn");

/** A text with placeholders: `${AWS::Region}`, `${LogicalId}`, `${LogicalId.Attribute}`. */
export const sub = (text: string): TemplateValue => ({ "Fn::Sub": text });

/** A resource that stays when the stack is deleted or the resource is replaced, because its data exists nowhere else. */
export const retained = (resource: Omit<Resource, "DeletionPolicy" | "UpdateReplacePolicy">): Resource => ({
  ...resource,
  DeletionPolicy: "Retain",
  UpdateReplacePolicy: "Retain",
});

/** A name of bridge.config.ts as part of a logical id, which has only letters and digits. checks/ refuses buses that collide. */
export const logicalName = (name: string): string =>
  name
    .replaceAll("-", "Dash")
    .replaceAll(".", "Dot")
    .replaceAll("_", "Underscore")
    .replace(/^./, (first) => first.toUpperCase());
