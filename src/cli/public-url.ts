import { InvalidArgumentError } from "commander";

/**
 * What vendors call before `/hooks/`, from a flag: a tunnel's URL, with a path where something in front of the bridge removes one.
 * @throws InvalidArgumentError for what is not the beginning of a webhook URL
 */
export function parsePublicUrl(text: string): string {
  const url = text.replace(/\/+$/, "");
  const usable = /^https?:\/\/[^/?#@\s]+(?:\/[\w.~-]+)*$/.test(url) && URL.canParse(url);
  if (usable && !/[^/]\/hooks(?:\/|$)/.test(url)) return url;
  throw new InvalidArgumentError(
    "Give what stands before /hooks/ in the URLs that vendors call, such as https://abc.example.com or https://www.example.com/bridge.",
  );
}
