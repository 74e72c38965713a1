/** A secret that can't be logged, printed or serialized by accident: only `reveal()` gives its value. */
export class Secret {
  readonly #value: string;
  /** Which of a provider's secrets it is (`verifyToken`); undefined when it may be used as any of them. */
  readonly role: string | undefined;
  /** True for a blank or placeholder value, as of `isBlankSecret`. */
  readonly isBlank: boolean;

  constructor(value: string, role?: string) {
    this.#value = value;
    this.role = role;
    this.isBlank = isBlankSecret(value);
  }

  /** The value. Call it where it is used, and keep no copy. */
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

/** Texts that a script writes when its secret is missing. */
const nothings = /^(?:null|undefined|none|nil|nan|true|false|\[object object\]|\{\}|\[\]|["'`]*)$/i;

/** White space and other invisible characters. */
const invisible = /[\s\p{Cc}\p{Cf}\u2800\u3164]/gu;

const isNothing = (text: string): boolean => text === "" || placeholders.test(text) || nothings.test(text);

/**
 * True for a value that an attacker could guess: blank, a well-known placeholder, or a user's name and
 * password that both are.
 */
export function isBlankSecret(value: string): boolean {
  const visible = value.replace(invisible, (character) => (character === " " ? character : "")).trim();
  return isNothing(visible) || visible.split(":").every((part) => isNothing(part.trim()));
}

/**
 * Reads a stored secret: `role:value` for one of these roles; any other text is the value.
 * @param roles of the provider's secrets
 */
export function secretOf(text: string, roles: readonly string[]): Secret {
  const role = roles.find((candidate) => text.startsWith(`${candidate}:`));
  return role ? new Secret(text.slice(role.length + 1), role) : new Secret(text);
}
