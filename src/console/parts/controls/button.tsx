import type { ComponentChildren } from "preact";
import { Link } from "./link.tsx";

/** A button, or a link that looks like one. */
export interface ButtonProps {
  readonly kind?: "primary" | "plain" | "danger" | "quiet" | undefined;
  readonly small?: boolean | undefined;
  readonly onClick?: ((event: MouseEvent) => void) | undefined;
  /** Makes it a link. */
  readonly href?: string | undefined;
  /** Why it can't be used now. It stays visible and in the order of focus. */
  readonly refused?: string | undefined;
  readonly keyHint?: string | undefined;
  readonly pressed?: boolean | undefined;
  /** Says more than the words on it. */
  readonly label?: string | undefined;
  readonly submit?: boolean | undefined;
  readonly children: ComponentChildren;
}

export function Button(props: ButtonProps) {
  const { kind = "plain", small = false, onClick, href, refused, keyHint, pressed, label, submit } = props;
  const classes = ["btn", kind === "plain" ? "" : kind, small ? "small" : ""].filter(Boolean).join(" ");
  const content = (
    <>
      {props.children}
      {keyHint !== undefined && <kbd>{keyHint}</kbd>}
    </>
  );
  if (href !== undefined && refused === undefined)
    return (
      <Link href={href} class={classes}>
        {content}
      </Link>
    );
  return (
    <button
      type={submit ? "submit" : "button"}
      class={classes}
      {...(refused !== undefined && { "aria-disabled": true, title: refused })}
      {...(pressed !== undefined && { "aria-pressed": pressed })}
      {...(label !== undefined && { "aria-label": label })}
      onClick={(event) => {
        if (refused === undefined) onClick?.(event);
        else event.preventDefault();
      }}
    >
      {content}
      {refused !== undefined && <span class="sr">. {refused}</span>}
    </button>
  );
}
