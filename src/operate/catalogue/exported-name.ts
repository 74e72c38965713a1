/** The name under which `hookbridge/providers` exports a provider: its id in camel case. */
export const exportedName = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
