/** The two icons beside the path mark: yes and no. */

export function YesNo({ yes, label }: { readonly yes: boolean; readonly label?: string | undefined }) {
  return (
    <svg
      class={yes ? "icon ok" : "icon bad"}
      viewBox="0 0 16 16"
      role="img"
      aria-label={label ?? (yes ? "yes" : "no")}
    >
      <path d={yes ? "M3 8.5l3.5 3.5L13 4.5" : "M4 4l8 8m0-8l-8 8"} />
    </svg>
  );
}
