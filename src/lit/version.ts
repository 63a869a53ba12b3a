/** The version of this package; `test/elements/ui` keeps it in step with package.json. */
export const VERSION = '0.1.0';
