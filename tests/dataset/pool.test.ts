// Stopping workers that are busy.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { digest, loadKinema } from '../../dist/node.js';
import { tiny } from './folders.js';

const test = suite('pool');
const kinema = await loadKinema();

test('an abort ends a worker that is in a long call', async () => {
  const slow: any = tiny({
    timing: { frames: 400 },
    image: { size: [64, 64], supersample: 4 },
    splits: { train: { count: 65_536 } },
  });
  const begun = performance.now();
  await digest(slow, { batch: 65_536, workers: 1, kinema, signal: AbortSignal.timeout(1500) }).then(
    () => assert.unreachable(),
    (error) => assert.is(error.name, 'TimeoutError'),
  );
  const took = performance.now() - begun;
  assert.ok(took < 20_000, `${took} ms`);
});

test.run();
