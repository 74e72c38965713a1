import type { FormJsonHmacSignature } from "../../core/signature.ts";
import { type Forgery, templateForgery } from "../forgery.ts";

export const forgery: Forgery<FormJsonHmacSignature> = { ...templateForgery, signsTemplate: false };
