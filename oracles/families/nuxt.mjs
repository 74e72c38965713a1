import { registerHooks } from "node:module";

let config = {};

// The validators read their settings from Nuxt, of which only this one function is needed.
globalThis.__oracleRuntimeConfig = () => ({ webhook: config });
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === "#imports")
      return {
        url: "data:text/javascript,export const useRuntimeConfig = () => globalThis.__oracleRuntimeConfig();",
        shortCircuit: true,
      };
    return next(specifier, context);
  },
});

const folder = new URL(
  "../node_modules/nuxt-webhook-validators/dist/runtime/server/lib/validators/",
  import.meta.url,
);

/**
 * A judge made of a validator of nuxt-webhook-validators.
 * @param held its settings, made of the secret
 */
export const nuxt = (vendor, name, held) => async (request, secret) => {
  const { H3Event } = await import("h3");
  const module = await import(new URL(`${vendor}.js`, folder).href);
  config = { [vendor]: held(secret) };
  const { pathname } = new URL(request.url);
  const incoming = { method: request.method, url: pathname, headers: request.headers, rawBody: request.body };
  return (await module[name](new H3Event(incoming, {}))) === true;
};
