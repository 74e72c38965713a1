/** Style sheets are imported for their effect only: esbuild puts them into the one CSS file. */
declare module "*.css";
