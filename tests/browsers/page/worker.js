// Golden digests in a Web Worker. Where `stub` is asked for, the engine says of itself that it has no SIMD, and the build that the
// bindings then take is seen by what they fetch.
import { golden } from './golden.js';

async function answer({ build, stub }) {
  const fetched = [];
  if (stub) {
    WebAssembly.validate = () => false;
    const { fetch } = globalThis;
    globalThis.fetch = (url, ...rest) => {
      fetched.push(String(url));
      return fetch(url, ...rest);
    };
  }
  const found = await golden(build);
  const modules = fetched.filter((url) => url.includes('.wasm'));
  if (stub && !(modules.length === 1 && modules[0].includes('kinema.scalar')))
    throw new Error(`the bindings fetched ${modules.join(', ') || 'no module'}`);
  return found;
}

self.onmessage = async ({ data }) => {
  postMessage(
    await answer(data).then(
      (found) => ({ found }),
      (error) => ({ problem: String(error) }),
    ),
  );
};
