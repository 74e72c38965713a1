/** One source, and its samples. */
import type { RecordedSample, SampleAnswer, SampleOrder, SourceDetail } from "../../operate/state.ts";
import { askApi } from "./ask-api.ts";

const pathOf = (name: string): string => `/api/sources/${encodeURIComponent(name)}`;

/** One source with what its vendor needs. */
export const askSource = (name: string, signal?: AbortSignal): Promise<SourceDetail> =>
  askApi(pathOf(name), signal ? { signal } : {});

/** A recorded request, to be changed. */
export const askRecorded = (source: string, name: string): Promise<RecordedSample> =>
  askApi(`${pathOf(source)}/samples/${encodeURIComponent(name)}`);

/** What was sent. */
export type SentSample = Extract<SampleAnswer, { readonly sent: true }>;

/** Has the bridge sign a sample, and send it. @throws ApiFailure where nothing was sent */
export const sendSample = (source: string, order: SampleOrder): Promise<SentSample> =>
  askApi(`${pathOf(source)}/sample`, { body: order });
