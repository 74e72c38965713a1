import { googlePush } from "../families/google.mjs";

export default googlePush;
