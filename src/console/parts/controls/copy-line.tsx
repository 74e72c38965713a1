import { useState } from "preact/hooks";
import { announce } from "../../shell/news/announce.ts";
import { Button } from "./button.tsx";

/** Puts a text into the clipboard and says so. */
export async function copyText(text: string, what = "it"): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    announce(`The browser did not let ${what} be copied. Select the text instead.`);
    return false;
  }
  announce(`Copied ${what}.`);
  return true;
}

const shownMs = 2_000;

/** A button that copies a text. */
export function CopyButton({
  text,
  label = "Copy",
  what,
  small = true,
  keyHint,
}: {
  readonly text: string;
  readonly label?: string | undefined;
  readonly what?: string | undefined;
  readonly small?: boolean | undefined;
  readonly keyHint?: string | undefined;
}) {
  const [copied, setCopied] = useState(false);
  return (
    <Button
      small={small}
      keyHint={keyHint}
      onClick={async () => {
        if (!(await copyText(text, what))) return;
        setCopied(true);
        setTimeout(() => setCopied(false), shownMs);
      }}
    >
      {/* Both words keep their room, so that nothing moves when one takes the place of the other. */}
      <span class="swap">
        <span {...(copied && { "aria-hidden": true, class: "gone" })}>{label}</span>
        <span {...(!copied && { "aria-hidden": true, class: "gone" })}>Copied</span>
      </span>
      {what !== undefined && <span class="sr"> {what}</span>}
    </Button>
  );
}

/** A line to copy: a command, a URL. */
export function CopyLine({
  text,
  label,
  what,
}: {
  readonly text: string;
  readonly label?: string | undefined;
  /** What it is, for who can't see which line the button stands in. */
  readonly what?: string | undefined;
}) {
  return (
    <div class="copy">
      <code>{text}</code>
      <CopyButton text={text} label={label} what={what} />
    </div>
  );
}
