import type { RequestDetail } from "../../../operate/requests.ts";
import { Dialog } from "../../parts/blocks/dialog.tsx";
import { Button } from "../../parts/controls/button.tsx";
import { CopyLine } from "../../parts/controls/copy-line.tsx";
import { bodyFileName } from "./words/as-command.ts";

/** How a request like this one becomes a fixture. */
export function FixtureDialog({
  request,
  onClose,
}: {
  readonly request: RequestDetail;
  readonly onClose: () => void;
}) {
  const { source, events, type, handshake, providerName = "the vendor" } = request;
  const name = bodyFileName(events[0]?.name ?? handshake ?? type ?? "delivery", "utf8").replace(
    /\.json$/,
    "",
  );
  return (
    <Dialog title="Save as fixture" onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <div class="stack middle">
        <p>
          A fixture is the request with its whole signature, which the bridge never gives to a browser. This
          command takes the next request on port 3001, passes it on, and writes it down:
        </p>
        <CopyLine text={`npx hookbridge fixture ${source} ${name}`} what="the command" />
        <p>
          Then have {providerName} send it again to that port. Add --keep-secret only with a test endpoint's
          secret.
        </p>
      </div>
    </Dialog>
  );
}
