import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type GatewayEvent, gatewayResult, readGatewayEvent } from "../../src/aws/gateway/gateway.ts";
import { verifyRequest } from "../../src/contract/verify-request.ts";
import { BridgeError } from "../../src/core/errors.ts";
import { factsOf } from "../../src/core/facts.ts";
import { type Pointer, readValue } from "../../src/core/pointers.ts";
import { signaturesOf } from "../../src/core/provider.ts";
import type { SignatureLayout } from "../../src/core/signature.ts";
import { chooseScheme, signatureLocations } from "../../src/signatures/choose.ts";
import { parseLayout } from "../../src/signatures/parts/layout.ts";
import { forgeryOf, loadProvider, providerIds } from "../support/contract-kit.ts";
import { fixturesOf, secretsFor } from "../support/fixtures.ts";
import { bytes, gaps, json, keys, pathsOf, request, spaced, text } from "./arbitraries.ts";

describe("header layouts", () => {
  const layouts = fc.record<SignatureLayout>(
    {
      header: fc.constant("x"),
      encoding: fc.constantFrom("hex", "base64", "base64url"),
      prefix: text,
      separator: fc.string({ minLength: 1, maxLength: 2 }),
      fields: fc.record({ signature: keys, timestamp: keys }),
    } as never,
    { requiredKeys: ["header", "encoding"] as never },
  );

  it("never throw, and find nothing that is not there", () => {
    fc.assert(
      fc.property(layouts, fc.oneof(text, fc.string({ maxLength: 2_000 })), (layout, value) => {
        const found = parseLayout(layout, value);
        if (!found) return;
        expect(found.signatures.length).toBeLessThanOrEqual(16);
        for (const one of found.signatures) expect(value.toLowerCase()).toContain(one.toLowerCase());
        if (found.timestamp !== undefined) expect(value).toContain(found.timestamp);
      }),
      { numRuns: 500 },
    );
  });
});

describe("pointers", () => {
  it("read own members and nothing inherited", () => {
    fc.assert(
      fc.property(json, gaps, (value, gap) => {
        const facts = factsOf(request({ body: Buffer.from(spaced(value, gap)) }));
        for (const [path, one] of pathsOf(value)) {
          const steps = path.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
          // Braces are templates of our own files, never of a sender.
          if (/[{}]/.test(steps)) continue;
          const found = readValue(facts, `body:${steps}` as Pointer);
          if (typeof one === "string") expect(found).toBe(one === "" ? undefined : one);
          else if (typeof one === "number") expect(Number(found)).toBe(one === 0 ? 0 : one);
          else expect(found).toBe(typeof one === "boolean" ? String(one) : undefined);
        }
        for (const name of ["constructor", "toString", "__proto__/x", "hasOwnProperty"])
          if (typeof value !== "object") expect(readValue(facts, `body:/${name}`)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("never throw, for any pointer into any document", () => {
    const pointers = fc.tuple(
      fc.constantFrom("body:", "item:", "item:3", "form:", "query:", "header:", "text:", ""),
      text,
    );
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom("application/json", "application/x-www-form-urlencoded"),
        pointers,
        text,
        (body, type, [kind, rest], query) => {
          const facts = factsOf(request({ body, query, headers: new Map([["content-type", type]]) }));
          expect(["string", "undefined"]).toContain(typeof readValue(facts, `${kind}${rest}` as Pointer));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("texts with values in braces hold the values as they came", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          text.filter((value) => value !== ""),
          { minKeys: 1 },
        ),
        (headers) => {
          const facts = factsOf(request({ headers: new Map(Object.entries(headers)) }));
          const names = Object.keys(headers);
          const template = names.map((name) => `{header:${name}}`).join("|");
          expect(readValue(facts, `text:${template}`)).toBe(Object.values(headers).join("|"));
          expect(readValue(facts, `text:${template}{header:none}`)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("gateway adapters", () => {
  const headers = fc.dictionary(keys, fc.option(text, { nil: undefined }));
  const lists = fc.dictionary(keys, fc.option(fc.array(text, { maxLength: 3 }), { nil: undefined }));
  const shapes = fc.oneof(
    fc.record({
      version: fc.constant("2.0"),
      rawPath: text,
      rawQueryString: text,
      headers: fc.option(headers),
      requestContext: fc.record({ domainName: fc.constant("h.example"), http: fc.record({ method: text }) }),
    }),
    fc.record({
      httpMethod: text,
      path: text,
      headers: fc.option(headers),
      multiValueHeaders: fc.option(lists),
      queryStringParameters: fc.option(headers),
      multiValueQueryStringParameters: fc.option(lists),
      requestContext: fc.constantFrom({ elb: {} }, { domainName: "h.example", path: "/hooks/x" }),
    }),
  );

  it("give the bytes that were sent, and throw only errors with a code", () => {
    fc.assert(
      fc.property(shapes, bytes, fc.boolean(), (shape, body, encoded) => {
        const event = {
          ...shape,
          body: encoded ? Buffer.from(body).toString("base64") : Buffer.from(body).toString("utf8"),
          isBase64Encoded: encoded,
        } as unknown as GatewayEvent;
        const { request: read, sourceName } = readGatewayEvent(event, undefined);
        const expected = encoded ? Buffer.from(body) : Buffer.from(Buffer.from(body).toString("utf8"));
        expect(Buffer.from(read.body)).toEqual(expected);
        expect(sourceName).not.toContain("/");
        for (const value of read.headers.values()) expect(typeof value).toBe("string");
        expect(gatewayResult(event, { status: 200, headers: { a: "b" }, body: "c" })).toMatchObject({
          statusCode: 200,
          body: "c",
        });
      }),
      { numRuns: 500 },
    );
  });

  it("refuse invalid base64", () => {
    fc.assert(
      fc.property(text, (body) => {
        const event = {
          rawPath: "/",
          headers: {},
          requestContext: { http: { method: "POST" } },
          body,
          isBase64Encoded: true,
        };
        try {
          const { request: read } = readGatewayEvent(event as unknown as GatewayEvent, undefined);
          expect(Buffer.from(read.body).length).toBeLessThanOrEqual(body.length);
        } catch (error) {
          expect(error).toBeInstanceOf(BridgeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const catalogue = await Promise.all(
  providerIds.map(async (id) => ({ id, provider: await loadProvider(id), fixture: fixturesOf(id)[0] })),
);

describe("verification of arbitrary headers", () => {
  it.each(catalogue)("$id never throws and never accepts", async ({ provider, fixture }) => {
    if (!fixture) expect.fail("a provider without a fixture");
    const signatures = signaturesOf(provider);
    const names = signatures
      .flatMap(signatureLocations)
      .flatMap((place) => (place.startsWith("header:") ? place.slice(7) : []));
    const values = fc.oneof(text, fc.constantFrom(...fixture.request.headers.values()));
    await fc.assert(
      fc.asyncProperty(
        fc.array(values, { minLength: names.length, maxLength: names.length }),
        bytes,
        text,
        async (given, body, query) => {
          const headers = new Map(fixture.request.headers);
          for (const [place, name] of names.entries()) headers.set(name, given[place] ?? "");
          const forged = request({
            headers,
            body: Buffer.concat([Buffer.from([0]), body]),
            query,
            url: `https://hooks.example.com/hooks/x?${query}`,
          });
          try {
            const verdict = await verifyRequest(signatures, forged, {
              secrets: secretsFor(provider, fixture.secrets),
              nowMs: fixture.clock * 1000,
              fetchText: (url) =>
                Promise.reject(new BridgeError("key-fetch-failed", `Nothing is at ${url}.`, "None.")),
            });
            // What proves the sender alone is right with any body: only there may a copied header be believed.
            const copied = given.some((value) => [...fixture.request.headers.values()].includes(value));
            const decides = chooseScheme(signatures, forged);
            const senderOnly = decides && forgeryOf(decides).bodies(decides, fixture.request).length === 0;
            expect(verdict.ok && !(copied && senderOnly)).toBe(false);
          } catch (error) {
            expect(error).toBeInstanceOf(BridgeError);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
