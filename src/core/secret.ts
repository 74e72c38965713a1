/**
 * A secret that can't be logged, printed or serialized by accident: every way of turning it into text gives
 * `[secret]`. Only `reveal()` hands the value out.
 */
export class Secret {
  readonly #value: string;
  /** Which of a provider's secrets it is (`verifyToken`); undefined when it may serve as any of them. */
  readonly role: string | undefined;
  /** True for what stands where a secret should be but is none. */
  readonly isBlank: boolean;

  constructor(value: string, role?: string) {
    this.#value = value;
    this.role = role;
    this.isBlank = isBlankSecret(value);
  }

  /** The value. Call it where the bytes are used and keep no copy. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return "[secret]";
  }

  toJSON(): string {
    return "[secret]";
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[secret]";
  }
}

const placeholders =
  /^(?:change[-_ ]?(?:me|it|this)|todo|tbd|n\/?a|placeholder|replace[-_ ]?me|your[-_ ].*|x{3,}|\*{3,}|<.*>|\$\{.*\}|\{\{.*\}\}|\.\.\.)$/i;

/** What a script writes that had no secret to write. */
const nothings = /^(?:null|undefined|none|nil|nan|true|false|\[object object\]|\{\}|\[\]|["'`]*)$/i;

/** White space, and what is as invisible. */
const invisible = /[\s\p{Cc}\p{Cf}\u2800\u3164]/gu;

const isNothing = (text: string): boolean => text === "" || placeholders.test(text) || nothings.test(text);

/**
 * True for what stands where a secret should be but is none: blank, white space, a well-known placeholder, or a user's name and password
 * that are both such.
 */
export function isBlankSecret(value: string): boolean {
  const visible = value.replace(invisible, (character) => (character === " " ? character : "")).trim();
  return isNothing(visible) || visible.split(":").every((part) => isNothing(part.trim()));
}

/** A secret as it is kept: `role:value`, where `role` is one of the provider's; anything else is a value as it stands. */
export function secretOf(text: string, roles: readonly string[]): Secret {
  const role = roles.find((candidate) => text.startsWith(`${candidate}:`));
  return role ? new Secret(text.slice(role.length + 1), role) : new Secret(text);
}
