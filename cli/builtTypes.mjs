// Loaded before the desk. What the build writes to types/ imports its files as .js, as compilers want it;
// Node, which runs them as they stand, finds them as .ts.
import { registerHooks } from "node:module";

registerHooks({
  resolve(specifier, context, next) {
    const isBuilt = /^\..*\.js$/.test(specifier) && context.parentURL?.endsWith(".ts") === true;
    return next(isBuilt ? specifier.replace(/\.js$/, ".ts") : specifier, context);
  },
});
