/** A PEM, however its lines were joined. */
const flattened = /-----BEGIN ([A-Z0-9 ]+)-----((?:\\[nr]|[A-Za-z0-9+/=\s])+)-----END \1-----/g;

/**
 * A text with its PEMs in lines as PEM wants them: settings and consoles join the lines, or write their breaks as `\n`.
 * The key stays the same, for its bytes are those of the base64.
 */
export const pemOf = (text: string): string =>
  text.replace(flattened, (_, label: string, body: string) => {
    const lines = body.replace(/\\[nr]|\s/g, "").match(/.{1,64}/g) ?? [];
    return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join("\n");
  });
