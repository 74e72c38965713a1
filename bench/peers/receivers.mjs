// What people run instead, as plain servers: a framework, the vendor's verifier, SendMessage, and only then 200.
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { serve } from "@hono/node-server";
import { verify } from "@octokit/webhooks-methods";
import express from "express";
import { Hono } from "hono";

function queueOf(queueUrl) {
  const client = new SQSClient({});
  return async (event, body) => {
    const message = { event, body: body.toString("base64") };
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
  };
}

/** Each starts a server on a free port of 127.0.0.1 and gives it when it listens. */
export const receivers = {
  Express({ secret, queueUrl }) {
    const keep = queueOf(queueUrl);
    const app = express();
    app.post("/hooks/github", express.raw({ type: "*/*", limit: "2mb" }), async (request, response) => {
      const signature = request.get("x-hub-signature-256") ?? "";
      if (!(await verify(secret, request.body.toString(), signature))) return response.sendStatus(401);
      await keep(request.get("x-github-event"), request.body);
      return response.sendStatus(200);
    });
    return new Promise((resolve) => {
      const server = app.listen(0, "127.0.0.1", () => resolve(server));
    });
  },

  Hono({ secret, queueUrl }) {
    const keep = queueOf(queueUrl);
    const app = new Hono();
    app.post("/hooks/github", async (context) => {
      const body = Buffer.from(await context.req.arrayBuffer());
      const signature = context.req.header("x-hub-signature-256") ?? "";
      if (!(await verify(secret, body.toString(), signature))) return context.body(null, 401);
      await keep(context.req.header("x-github-event"), body);
      return context.body(null, 200);
    });
    return new Promise((resolve) => {
      const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(server));
    });
  },
};
