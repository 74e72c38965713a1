import { signal, useSignal } from "@preact/signals";
import { child, parseJson } from "../../../../core/json/json.ts";
import { Dialog } from "../../../parts/blocks/dialog.tsx";
import { Button } from "../../../parts/controls/button.tsx";
import { Link } from "../../../parts/controls/link.tsx";
import { keepText, keptText } from "../../../shell/kept.ts";

/** A named place of the Stream. */
interface SavedView {
  readonly name: string;
  readonly href: string;
}

function readViews(): readonly SavedView[] {
  const kept = parseJson(keptText("views") ?? "[]")?.value;
  return (Array.isArray(kept) ? kept : []).flatMap((view) => {
    const [name, href] = [child(view, "name"), child(view, "href")];
    const isView = typeof name === "string" && typeof href === "string" && href.startsWith("/stream");
    return isView ? [{ name, href }] : [];
  });
}

const views = signal(readViews());

function keep(changed: readonly SavedView[]): void {
  views.value = changed;
  keepText("views", changed.length === 0 ? undefined : JSON.stringify(changed));
}

/** The views of this browser, as links. */
export function SavedViews({ href }: { readonly href: string }) {
  if (views.value.length === 0) return null;
  return (
    <nav class="views meta" aria-label="Saved views">
      {views.value.map((view) => (
        <span key={view.name}>
          <Link href={view.href} current={view.href === href}>
            {view.name}
          </Link>
          <button
            type="button"
            aria-label={`Remove the view ${view.name}`}
            onClick={() => keep(views.value.filter((one) => one !== view))}
          >
            ×
          </button>
        </span>
      ))}
    </nav>
  );
}

/** Gives the present filter a name. */
export function SaveViewDialog({ href, onClose }: { readonly href: string; readonly onClose: () => void }) {
  const name = useSignal("");
  const save = (): void => {
    const given = name.value.trim();
    if (given === "") return;
    keep([...views.value.filter((view) => view.name !== given), { name: given, href }]);
    onClose();
  };
  return (
    <Dialog
      title="Save view"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" onClick={save}>
            Save view
          </Button>
        </>
      }
    >
      <form
        class="stack near"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label class="labelled">
          <span>Name</span>
          <input
            class="field"
            value={name.value}
            onInput={({ currentTarget }) => {
              name.value = currentTarget.value;
            }}
          />
        </label>
        <p class="meta said">
          It is kept in this browser. To share it, send its address: <code>{href}</code>
        </p>
      </form>
    </Dialog>
  );
}
