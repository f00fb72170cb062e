// Makes the golden digests here and in Web Workers, and posts each row to the server as it comes. `?rows=fallback` asks for the
// one row of a browser without SIMD.
import { hasSimd } from 'kinema';
import { golden } from './golden.js';

const post = (path, value) => fetch(path, { method: 'POST', body: JSON.stringify(value) });

/** Posts what a row finds, or why it finds nothing. */
async function row(name, run) {
  await post(
    '/row',
    await run().then(
      (found) => ({ name, found }),
      (error) => ({ name, problem: String(error) }),
    ),
  );
}

/** What a fresh worker answers. */
function inWorker(request) {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.problem ? reject(data.problem) : resolve(data.found));
    worker.onerror = ({ message }) => reject(message || 'the worker did not load');
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

/** What the example prints, once it has drawn something too. */
async function example() {
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.src = '/example/index.html';
  const text = (id) => frame.contentDocument?.getElementById(id)?.textContent;
  const until = performance.now() + 20_000;
  while (!text('page') || !text('worker')) {
    if (performance.now() > until) throw new Error('it prints nothing');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const canvas = frame.contentDocument.querySelector('canvas');
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  if (!pixels.some((byte) => byte !== 0)) throw new Error('nothing is drawn');
  return { page: text('page').split('\n'), worker: text('worker').split('\n') };
}

const builds = ['simd', 'scalar'];
if (location.search === '?rows=fallback') {
  await row('page without SIMD', () => (hasSimd() ? Promise.reject('this browser has SIMD') : golden('auto')));
} else {
  for (const build of builds) await row(`page, ${build}`, () => golden(build));
  for (const build of builds) await row(`worker, ${build}`, () => inWorker({ build }));
  await row('worker that lacks SIMD', () => inWorker({ build: 'auto', stub: true }));
  await row('examples/vite', example);
}
await post('/done', navigator.userAgent);
