/** The bundler takes style sheets out of the code. */
declare module "*.css";
