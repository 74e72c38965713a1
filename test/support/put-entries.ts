import type { PutEntry, PutResult } from "../../src/publish/ports.ts";

/** An entry of the bus `main`, whose key is its id. */
export const entryNamed = (id: string, detail = "{}"): PutEntry => ({
  id,
  eventSource: "com.acme",
  detailType: "t",
  time: new Date(0),
  bus: "main",
  detail,
  key: id,
});

/** The result of an entry that EventBridge refuses for its size. */
export const tooLarge: PutResult = {
  ok: false,
  retryable: false,
  code: "ValidationException",
  message: "the entry is too large",
  tooLarge: true,
};
