import { Dialog } from "../../parts/blocks/dialog.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { mainPlaces } from "../frame/places.ts";
import { goTo, withQuery } from "../location.ts";
import { singleKeys, switchSingleKeys } from "./keys.ts";

type KeyRow = readonly [keys: string, what: string];

const everywhere: readonly KeyRow[] = [
  ["Ctrl K", "find, or run a command"],
  ["/", "filter"],
  ...mainPlaces.map(({ key, label }): KeyRow => [`g ${key}`, label]),
  ["t", "time range"],
  ["?", "these keys"],
  ["Esc", "close, or back to the list"],
];

const inLists: readonly KeyRow[] = [
  ["j k", "next, previous row; the arrows too"],
  ["Enter", "open"],
  ["o", "open in a new tab"],
  ["x", "select"],
  ["Shift x", "select to here"],
  [".", "show new rows"],
  ["p", "pause, go on"],
];

const onPages: readonly KeyRow[] = [
  ["[ ]", "newer, older"],
  ["e", "explain"],
  ["r", "replay (preview)"],
  ["c", "copy as pattern or command"],
  ["y", "copy the link"],
];

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly KeyRow[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys">
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The keys, at `?keys` of any route. */
export function KeysDialog() {
  const close = (): void => goTo(withQuery({ keys: undefined }));
  return (
    <Dialog
      title="Keys"
      wide
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Close</Button>
          <label class="check grow">
            <input
              type="checkbox"
              checked={singleKeys.value}
              onChange={({ currentTarget }) => switchSingleKeys(currentTarget.checked)}
            />
            <span>Single keys do something</span>
          </label>
        </>
      }
    >
      <p class="muted">Off while a field has the focus. No key changes anything by itself.</p>
      <div class="key-tables">
        <KeyTable title="Everywhere" rows={everywhere} />
        <KeyTable title="Lists" rows={inLists} />
        <KeyTable title="A delivery or an event" rows={onPages} />
      </div>
    </Dialog>
  );
}
