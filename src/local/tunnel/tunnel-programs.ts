/** What is known of a program that makes a tunnel from the internet to this machine. */
export interface TunnelProgram {
  /** Its arguments, for a tunnel to a port of 127.0.0.1. */
  readonly args: (port: number) => readonly string[];
  /** The public URL in a line of its output. */
  readonly url: RegExp;
  /** The page that says how to install it. */
  readonly install: string;
  /** What it needs besides. */
  readonly needs: string;
}

/** The programs by their names, which are those of their files. */
export const tunnelPrograms = {
  cloudflared: {
    args: (port) => ["tunnel", "--no-autoupdate", "--url", `http://127.0.0.1:${port}`],
    // In a box of its log. The host `api` is in its error messages.
    url: /(https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com)(?=[\s|]|$)/,
    install: "https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/",
    needs: "It needs no account.",
  },
  ngrok: {
    args: (port) => ["http", `127.0.0.1:${port}`, "--log", "stdout", "--log-format", "logfmt"],
    url: /\bmsg="started tunnel".*\burl=(https:\/\/\S+)/,
    install: "https://ngrok.com/download",
    needs: "It needs an account: ngrok config add-authtoken <token>",
  },
  tailscale: {
    args: (port) => ["funnel", String(port)],
    url: /^(https:\/\/[\w.-]+\.ts\.net(?::[0-9]+)?)\/?$/,
    install: "https://tailscale.com/download",
    needs: "This machine must be in a tailnet that allows Funnel: tailscale up",
  },
} as const satisfies Record<string, TunnelProgram>;

/** The name of such a program. */
export type TunnelName = keyof typeof tunnelPrograms;

/** The names, for `--tunnel`. */
export const tunnelNames = Object.keys(tunnelPrograms) as readonly TunnelName[];
