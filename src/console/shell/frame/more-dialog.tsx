import { Dialog } from "../../parts/blocks/dialog.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { Link } from "../../parts/controls/link.tsx";
import { openFind } from "../find/find-state.ts";
import { goTo, withQuery } from "../location.ts";
import { mainPlaces } from "./places.ts";

/** What has no room in the tab bar of a small screen, at `?more`. */
export function MoreDialog() {
  const close = (): void => goTo(withQuery({ more: undefined }));
  return (
    <Dialog title="More" onClose={close} actions={<Button onClick={close}>Close</Button>}>
      <ul class="links">
        {mainPlaces.slice(4).map(({ href, label }) => (
          <li key={href}>
            <Link href={href}>{label}</Link>
          </li>
        ))}
        <li>
          <Button
            kind="quiet"
            onClick={() => {
              close();
              openFind();
            }}
          >
            Find
          </Button>
        </li>
        <li>
          <Link href={withQuery({ more: undefined, keys: "1" })}>Keys</Link>
        </li>
      </ul>
    </Dialog>
  );
}
