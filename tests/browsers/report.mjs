// The report of an evaluation opens offline in a headless Chromium: from disk, with no way to any other machine, it asks for nothing, says
// nothing on the console, and shows its tables and plots.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { npyFile } from '../../dist/dataset/npy.js';
import { evaluate, evaluationPage, loadKinema, PageClips } from '../../dist/node.js';

const timeout = 60_000;
const factors = { v: { uniform: [1, 2] }, r: { uniform: [0.8, 1.2] } };
const recipe = {
  kinema: 1,
  scenario: 'uniform-motion',
  seed: 7,
  image: { size: [64, 64], supersample: 2, look: 'study' },
  splits: { train: { count: 20, factors }, eval_id: { count: 2, factors } },
};

/** The page of true clips, one frame late. */
async function makePage(folder) {
  const kinema = await loadKinema();
  const source = kinema.open(recipe);
  mkdirSync(folder);
  for (let index = 0; index < 2; index++) {
    const { frames, frameCount } = source.clip(index, { split: 'eval_id', stages: { frames: true } });
    const late = new Uint8Array(frames.length);
    const area = frames.length / frameCount;
    late.set(frames.subarray(0, area));
    late.set(frames.subarray(0, frames.length - area), area);
    const name = `eval_id-${String(index).padStart(10, '0')}.npy`;
    writeFileSync(join(folder, name), npyFile(late, [frameCount, 64, 64, 3]));
  }
  const clips = new PageClips();
  const options = { kinema, predictions: folder, floors: ['raw'], onClip: (clip) => clips.offer(clip) };
  return evaluationPage(await evaluate(recipe, options), clips);
}

/** Counts on the page after it was loaded, written where the dump has them. Requests that failed are entries too. */
const counter = `<script>addEventListener('load',()=>{const n=(s)=>document.querySelectorAll(s).length;
const pictures=[...document.images].filter((i)=>i.complete&&i.naturalWidth>0).length;
document.documentElement.dataset.shown=[n('table'),n('figure svg'),n('img'),pictures,
performance.getEntriesByType('resource').filter((e)=>!e.name.startsWith('data:')).length].join()})</script>`;

/**
 * Opens the page.
 * @returns {Promise<string[]>} what is wrong, empty where nothing is
 */
export async function openReport(browser) {
  const folder = mkdtempSync(join(tmpdir(), 'kinema-report-'));
  try {
    const page = join(folder, 'report.html');
    writeFileSync(page, (await makePage(join(folder, 'predictions'))).replace('</html>', `${counter}</html>`));
    const { status, stdout, stderr, error } = spawnSync(
      browser.command,
      [
        ...browser.arguments(join(folder, 'profile')),
        ...['--host-resolver-rules=MAP * ~NOTFOUND', '--enable-logging=stderr', '--dump-dom'],
        pathToFileURL(page).href,
      ],
      { encoding: 'utf8', timeout, maxBuffer: 2 ** 28, env: { ...process.env, HOME: folder } },
    );
    if (status !== 0) return [error?.message ?? `exit code ${status}: ${stderr.slice(-500)}`];
    const problems = stderr.split('\n').filter((line) => line.includes(':CONSOLE'));
    const shown = /data-shown="([^"]*)"/.exec(stdout)?.[1]?.split(',').map(Number);
    if (!shown) return [...problems, 'the page did not load'];
    const [tables, plots, images, pictures, resources] = shown;
    if (tables < 3) problems.push(`${tables} tables; scores, floor and worst clips are 3`);
    if (plots < 4) problems.push(`${plots} plots; velocity, distance, error over time and velocities are 4`);
    if (images === 0 || pictures !== images) problems.push(`${pictures} of ${images} pictures of clips are shown`);
    if (resources !== 0) problems.push(`the page asked for ${resources} files`);
    return problems;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
