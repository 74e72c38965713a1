import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What n8n's nodes see of a request. */
function context(request, { data = {}, credentials = {}, url, node = {} }) {
  const body = request.body.toString();
  const parsed = () =>
    /^[[{]/.test(body) ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  const response = {
    status: () => response,
    send: () => response,
    json: () => response,
    end: () => response,
  };
  const address = new URL(request.url);
  return {
    getRequestObject: () => ({
      rawBody: request.body,
      headers: request.headers,
      header: (name) => request.headers[name.toLowerCase()],
      query: Object.fromEntries(address.searchParams),
      originalUrl: address.pathname + address.search,
      get body() {
        return parsed();
      },
    }),
    getResponseObject: () => response,
    getHeaderData: () => request.headers,
    getBodyData: parsed,
    getWorkflowStaticData: () => data,
    getNodeParameter: (_, otherwise) => otherwise,
    getNodeWebhookUrl: () => url ?? request.url,
    getNode: () => node,
    getCredentials: async () => credentials,
    helpers: { returnJsonArray: (json) => json },
  };
}

/**
 * A judge made of n8n's verifySignature() for a vendor.
 * @param file of n8n-nodes-base, from dist/nodes on
 * @param held what n8n has stored, made of the secret and the request
 * @param name of the function, where it has another one
 */
export const n8n = (file, held, name = "verifySignature") => {
  let judge;
  return async (request, secret) => {
    judge ??= require(`n8n-nodes-base/dist/nodes/${file}`)[name];
    return judge.call(context(request, held(secret, request)));
  };
};

/** The same for nodes that check within webhook(): those give the body on when they believe it. */
export const n8nNode = (file, name, held) => {
  let node;
  return async (request, secret) => {
    node ??= new (require(`n8n-nodes-base/dist/nodes/${file}`)[name])();
    const result = await node.webhook.call(context(request, held(secret, request)));
    return result.workflowData !== undefined;
  };
};
