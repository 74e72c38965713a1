import { formFields } from "../core/facts.ts";
import type { WebhookRequest } from "../core/request.ts";
import type { Signature, SignatureLayout, SignedText } from "../core/signature.ts";
import { signatureLocations } from "../signatures/choose.ts";
import { changeAt, changeMiddle, changeRuns, everyByte, everyField } from "./change-request.ts";

/** What a scheme promises, and how its requests are forged. One file a scheme in schemes/ where this differs from `templateForgery`. */
export interface Forgery<S> {
  /** Changes of the body that must be refused; none where the scheme authenticates the sender only. */
  readonly bodies: (signature: S, request: WebhookRequest) => readonly Uint8Array[];
  /** Changes one character in the middle of a signature. */
  readonly tamper: (value: string) => string;
  /** A secret of the same form that is not the right one. */
  readonly otherSecret: (signature: S, right: string) => string;
  /** Seconds after which a request is surely stale; undefined when the scheme knows no time. */
  readonly window: (signature: S) => number | undefined;
  /** Whether the signature covers the URL; undefined where it covers, or stands in, a part of it. */
  readonly coversUrl: (signature: S) => boolean | undefined;
  /** Where a timestamp stands that no field of the signature's layout names. */
  readonly timestampAt?: (signature: S) => string | undefined;
  /** True where a template says what is signed, and the signature's layout where it stands. */
  readonly signsTemplate?: boolean;
}

export const noBodies = (): readonly Uint8Array[] => [];
export const bytes = (_: unknown, request: WebhookRequest): readonly Uint8Array[] => everyByte(request);
export const timeless = (): undefined => undefined;
export const otherText = (_: unknown, right: string): string => changeMiddle(right);

/** The signature of a token: its last part. */
export const changeLastPart = (value: string): string => value.replace(/[^.]+$/, changeMiddle);

/** Where the fields of a form are signed: bytes that mean the same fields (`&a=` and `&a`) are no change. */
export const formBytes = (_: unknown, request: WebhookRequest): readonly Uint8Array[] => {
  const fields = (body: Uint8Array): string =>
    JSON.stringify(formFields({ ...request, body }) ?? Buffer.from(body).toString("base64"));
  return everyByte(request).filter((body) => fields(body) !== fields(request.body));
};

/** Within a token the last bits of the last character may mean nothing: the middle always does. */
export const tokenBytes = (pointer: string, request: WebhookRequest): readonly Uint8Array[] =>
  [changeMiddle, changeLastPart].map((change) => changeAt(pointer, change)(request).body);

const namesInTemplates = ({ signed = "{body}" }: SignedText): readonly (readonly string[])[] =>
  [signed].flat().map((template) => [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name));

/** A body that is signed whole is changed anywhere, one of which fields are signed is changed in those. */
function signedBodies(rules: SignedText, request: WebhookRequest): readonly Uint8Array[] {
  const templates = namesInTemplates(rules);
  if (templates.every((names) => names.some((name) => /^body( as |$)/.test(name)))) return everyByte(request);
  if (templates.flat().some((name) => name.startsWith("form as "))) return formBytes(rules, request);
  const pointers = templates.flat().map((name) => name.replace(/\?$/, ""));
  return everyField(
    pointers.filter((name) => /^(?:body|form):/.test(name)),
    request,
  );
}

const signsUrl = (signature: Signature | SignedText): boolean =>
  "signed" in signature &&
  namesInTemplates(signature)
    .flat()
    .some((name) => /^(?:url|query)\b/.test(name));

/** A signature over a template: the strictest there is, and what a scheme without a file of its own must keep. */
export const templateForgery: Forgery<SignedText & Partial<SignatureLayout>> = {
  bodies: signedBodies,
  tamper: changeRuns,
  otherSecret: otherText,
  window: ({ toleranceSeconds }) => (toleranceSeconds === "unlimited" ? undefined : toleranceSeconds),
  coversUrl: (signature) =>
    signatureLocations(signature as Signature).some((place) => place.startsWith("query:"))
      ? undefined
      : signsUrl(signature),
  timestampAt: ({ timestamp }) => timestamp,
  signsTemplate: true,
};

/** A secret that is sent as it is: it says nothing of the body. */
export const secretSent: Omit<Forgery<Signature>, "coversUrl"> = {
  bodies: noBodies,
  tamper: changeMiddle,
  otherSecret: otherText,
  window: timeless,
};
