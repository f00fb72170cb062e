// The golden digests by the bundled bindings, on a page or in a worker.
import { loadKinema } from 'kinema';
import { goldenLines } from '../../runtimes/golden-lines.mjs';

/** @param build as loadKinema has it */
export async function golden(build) {
  const [kinema, inputs] = await Promise.all([loadKinema({ build }), fetch('/inputs.json')]);
  return goldenLines(kinema, await inputs.json());
}
