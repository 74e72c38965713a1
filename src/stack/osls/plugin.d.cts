/** A plugin of osls: `plugins: [hookbridge/serverless]` in serverless.yml. */
declare class Hookbridge {
  constructor(serverless: object, options: object);
}
export = Hookbridge;
