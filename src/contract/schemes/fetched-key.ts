import type { FetchedKeySignature } from "../../core/signature.ts";
import { type Forgery, templateForgery } from "../forgery.ts";

export const forgery: Forgery<FetchedKeySignature> = { ...templateForgery, signsTemplate: false };
