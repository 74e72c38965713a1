import type { RequestDetail, SignatureFacts, SignedPiece } from "../../../../operate/requests.ts";
import { type KeyValue, KeyValues } from "../../../parts/blocks/key-values.tsx";
import { Panel } from "../../../parts/blocks/panel.tsx";
import { Tag } from "../../../parts/marks/tag.tsx";
import { CodeText } from "../../../parts/text/code-text.tsx";
import { Moment } from "../../../parts/text/moment.tsx";
import { plural } from "../../../parts/text/numbers.ts";
import { signatureAge, signatureVerdict } from "../words/signature-words.ts";

const isBody = (name = ""): boolean => /^(?:body|form)/.test(name);

/** A part of the signed text, in the colour of what it is. */
function Piece({ name, text, more }: SignedPiece) {
  if (name === undefined) return <span>{text}</span>;
  return (
    <>
      {text !== undefined && (
        <mark class={isBody(name) ? "b" : ""} title={name}>
          {text}
        </mark>
      )}
      {more !== undefined && (
        <span class="muted">
          {text === undefined ? `[${name}: ${plural(more, "byte")}]` : ` … ${plural(more, "more byte")}`}
        </span>
      )}
    </>
  );
}

function SignedText({ signed, templates = [] }: SignatureFacts) {
  return (
    <>
      {signed && (
        <div class="signed">
          {signed.map((piece, index) => (
            <Piece key={index} {...piece} />
          ))}
        </div>
      )}
      {templates.length > 0 && (
        <p class="fine">
          {templates.length > 1 ? "One of the templates " : "Template "}
          {templates.map((template, index) => (
            <span key={template}>
              {index > 0 && ", "}
              <code>{template}</code>
            </span>
          ))}
          {templates.every((template) => template === "{body}") &&
            ": the raw bytes, before anything was parsed"}
        </p>
      )}
      {!signed && <p class="fine">Its bytes are not kept here.</p>}
    </>
  );
}

function secretValue({ secretIndex, secretCount }: SignatureFacts, source: string): string | undefined {
  if (secretIndex === undefined)
    return secretCount === undefined ? undefined : `${plural(secretCount, "secret")} of ${source}`;
  const of = secretCount === undefined ? "" : ` of ${secretCount}`;
  const which = secretIndex === 0 ? "the newest" : "an older one: the vendor still signs with it";
  return `Secret ${secretIndex + 1}${of} of ${source}, ${which}`;
}

/** How a request was signed: never a secret, and never a signature that was computed. */
export function SignaturePanel({ request }: { readonly request: RequestDetail }) {
  const { signature, source } = request;
  if (!signature) return null;
  const { verified, tag, kind, computed } = signatureVerdict(request);
  const secret = secretValue(signature, source);
  const { found = [], locations, signedAt } = signature;
  const rows: readonly KeyValue[] = [
    ...(signature.templates || signature.signed
      ? [
          [
            verified ? "What was signed" : "What is signed",
            <SignedText key="signed" {...signature} />,
          ] as const,
        ]
      : []),
    ["With", <CodeText key="with" text={signature.description} />],
    ...(signature.evidence === undefined ? [] : [["Checked against", signature.evidence] as const]),
    ...(secret === undefined ? [] : [["Secret", secret] as const]),
    [
      "Where it stood",
      found.length > 0
        ? found.map(({ location, value }) => (
            <div key={location}>
              <code>
                {location.replace("header:", "")}: {value}
              </code>
            </div>
          ))
        : locations.map((location) => (
            <div key={location}>
              <code>{location.replace("header:", "")}</code>
              {signature.found && <span class="muted"> not there</span>}
            </div>
          )),
    ],
    ...(computed === undefined ? [] : [["Computed", computed] as const]),
    [
      "Age",
      <span key="age">
        {signatureAge(signature)}
        {signedAt !== undefined && (
          <>
            {" "}
            Signed <Moment at={signedAt} full />.
          </>
        )}
      </span>,
    ],
  ];
  return (
    <Panel title="Signature" tag={<Tag kind={kind}>{tag}</Tag>}>
      <div class="sign">
        <KeyValues rows={rows} />
      </div>
    </Panel>
  );
}
