// The golden digests in headless browsers: on a page and in a Web Worker, both builds of the module; without SIMD, where the
// bindings must take the scalar build by themselves; what the example of examples/vite prints; and that the report of an evaluation
// opens offline, in Chromium.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { differences, makeInputs, readGolden } from '../runtimes/golden.mjs';
import { findBrowsers, launch } from './browsers.mjs';
import { openReport } from './report.mjs';
import { buildSite, site, siteFile } from './site.mjs';

const timeout = 60_000;

const rows = [
  'page, simd',
  'page, scalar',
  'worker, simd',
  'worker, scalar',
  'worker that lacks SIMD',
  'examples/vite',
];

/** Serves the site on this machine alone; hands on what pages post. */
async function serve(onPost) {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    if (request.method === 'POST') {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end();
      onPost(path, JSON.parse(body));
      return;
    }
    const file = siteFile(path);
    if (file) response.writeHead(200, { 'Content-Type': file.type }).end(file.bytes);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

/** Opens a page and gathers its rows until it says that it is done. */
async function visit(browser, query, flags) {
  const found = new Map();
  const done = {};
  const answered = new Promise((resolve, reject) => Object.assign(done, { resolve, reject }));
  const { server, origin } = await serve((path, value) => {
    if (path === '/row') found.set(value.name, value);
    else if (path === '/done') done.resolve();
  });
  const { close, ended } = launch(browser, `${origin}/golden/index.html${query}`, flags);
  const timer = setTimeout(() => done.reject(new Error(`no answer in ${timeout / 1000} s`)), timeout);
  let problem;
  try {
    await Promise.race([answered, ended]);
  } catch (error) {
    problem = error.message;
  }
  clearTimeout(timer);
  await close();
  server.closeAllConnections();
  server.close();
  return { found, problem };
}

/**
 * Runs the browsers.
 * @returns {Promise<{ passed: number, failed: number, skipped: string[] }>} a count each for the pages' build and for every row
 */
export async function runBrowsers({ ci }) {
  const results = { passed: 0, failed: 0, skipped: [] };
  const report = (name, problems) => {
    results[problems.length ? 'failed' : 'passed']++;
    console.log(`  ${problems.length ? 'FAIL' : 'ok  '} ${name}${problems.map((text) => `\n    ${text}`).join('')}`);
  };
  const golden = readGolden();
  let warnings;
  try {
    warnings = await buildSite();
  } catch (error) {
    report('pages', [error.message]);
    return results;
  }
  report('pages, bundled without a warning', warnings);
  writeFileSync(`${site}/inputs.json`, (await makeInputs()).text);

  for (const browser of findBrowsers({ ci })) {
    if (browser.name === 'Chromium') {
      const row = `${browser.name}, report of an evaluation`;
      if (browser.missing) results.skipped.push(`${row}: ${browser.missing}`);
      else report(row, await openReport(browser));
    }
    const visits = [{ query: '', rows, flags: [] }];
    if (browser.withoutSimd && process.arch === 'x64')
      visits.push({ query: '?rows=fallback', rows: ['page without SIMD'], flags: browser.withoutSimd });
    for (const { query, rows, flags } of visits) {
      if (browser.missing) {
        results.skipped.push(...rows.map((row) => `${browser.name}, ${row}: ${browser.missing}`));
        continue;
      }
      const start = performance.now();
      const { found, problem } = await visit(browser, query, flags);
      for (const row of rows) {
        const answer = found.get(row) ?? { problem: problem ?? 'the page left it out' };
        const wanted =
          row === 'examples/vite' ? { page: golden.everywhere, worker: golden.everywhere } : golden.digests;
        report(`${browser.name}, ${row}`, answer.problem ? [answer.problem] : differences(answer.found, wanted));
      }
      console.log(`       ${((performance.now() - start) / 1000).toFixed(1)} s`);
    }
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { failed, skipped } = await runBrowsers({ ci: process.env.CI === 'true' });
  for (const skip of skipped) console.log(`  skipped: ${skip}`);
  process.exitCode = failed ? 1 : 0;
}
