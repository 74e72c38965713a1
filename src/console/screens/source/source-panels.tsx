import type { SourceDetail } from "../../../operate/state.ts";
import { type KeyValue, KeyValues } from "../../parts/blocks/key-values.tsx";
import { Panel } from "../../parts/blocks/panel.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { Ago } from "../../parts/text/ago.tsx";
import { CodeText } from "../../parts/text/code-text.tsx";
import { duration } from "../../parts/text/times.ts";
import { bridgeCommandLine } from "../../shell/bridge-place.ts";
import { rotationShown, secretRows } from "./secret-words.ts";

const listed = (texts: readonly string[]): KeyValue[1] =>
  texts.map((text) => (
    <div key={text}>
      <CodeText text={text} />
    </div>
  ));

/** What is known of a source, and of its vendor. */
export function SourceFacts({ source }: { readonly source: SourceDetail }) {
  const { provider, bus, signature, deadlineSeconds, order, accept, redact, setup } = source;
  const rows: readonly KeyValue[] = [
    ["Provider", provider.name],
    ["Bus", bus ?? "depends on the event"],
    ["Verified by", listed(signature)],
    ...(setup?.evidence === undefined ? [] : [["Evidence", setup.evidence] as const]),
    ["Handshakes", setup === undefined || setup.handshakes.length === 0 ? "none" : listed(setup.handshakes)],
    ["Deadline", deadlineSeconds === undefined ? "not said" : duration(deadlineSeconds * 1_000)],
    ["Tries again", setup?.triesAgain ?? "not known here"],
    ["Order", order === undefined ? "none" : `by ${order}`],
    ["Accepts", accept ? listed(accept.map((pattern) => `\`${pattern}\``)) : "every event"],
    ["Redacts", redact ? listed(redact.map((pointer) => `\`${pointer}\``)) : "nothing"],
    ...(setup === undefined
      ? []
      : [
          [
            "Documentation",
            <a key="docs" href={setup.docs} target="_blank" rel="noreferrer">
              {new URL(setup.docs).hostname}
            </a>,
          ] as const,
        ]),
  ];
  return (
    <Panel title="Source">
      <KeyValues rows={rows} />
    </Panel>
  );
}

/** How many secrets there are and which one matches: never a value, and no field for one. */
export function SecretsPanel({ source }: { readonly source: SourceDetail }) {
  const { name } = source;
  const rotation = rotationShown(source);
  const rows = secretRows(source);
  return (
    <Panel title="Secrets" aside="never shown">
      <div class="stack middle">
        {rows.length === 0 ? (
          <p class="muted">
            {source.secrets === undefined
              ? "How many there are may not be read here."
              : "None: requests are answered 503."}
          </p>
        ) : (
          <KeyValues
            rows={rows.map(({ label, which, at }) => [
              label,
              <>
                {which}
                <div class="fine">
                  {at === undefined ? (
                    "matched nothing yet"
                  ) : (
                    <>
                      matched <Ago at={at} />
                    </>
                  )}
                </div>
              </>,
            ])}
          />
        )}
        <p class="fine">{rotation.text}</p>
        {rotation.command !== undefined && (
          <CopyLine
            text={bridgeCommandLine(`${rotation.command} ${name}${rotation.flag ?? ""}`)}
            what="the command"
          />
        )}
      </div>
    </Panel>
  );
}
