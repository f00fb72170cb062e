// The engines that are compared, by name. A module is loaded only when its engine is asked for.
export const engines = {
  kinema: async (options) => (await import('./kinema.mjs')).load(options),
  // As the others are used: every world from its definition, here with all of it validated.
  'kinema-defined': async (options) => (await import('./kinema.mjs')).load({ ...options, compiled: false }),
  'box2d-wasm': async () => (await import('./box2d-wasm.mjs')).load(),
  'box2d3-wasm': async () => (await import('./box2d3-wasm.mjs')).load(),
  rapier: async () => (await import('./rapier.mjs')).load(),
  'matter-js': async () => (await import('./matter.mjs')).load(),
  planck: async () => (await import('./planck.mjs')).load(),
};

/** Loads an engine; an error names it. */
export async function loadEngine(name, options) {
  try {
    return await engines[name](options);
  } catch (error) {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  }
}
