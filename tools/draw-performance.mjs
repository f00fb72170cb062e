// npm run bench:draw [-- FILE.csv]: writes the table of rivals in docs/performance.md and docs/images/performance-rivals.svg from a CSV of
// bench/results, the newest if none is named. Figures in the page come from there and nowhere else.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { performanceChart } from './performance-chart.mjs';
import { performanceTable } from './performance-table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = `${root}bench/results/`;
const page = `${root}docs/performance.md`;
const chart = `${root}docs/images/performance-rivals.svg`;
const [begin, end] = ['<!-- rivals: made by npm run bench:draw -->', '<!-- end of rivals -->'];

/** What the page and the chart have to be: [file, text] each. */
export function drawn(file) {
  const text = readFileSync(results + file, 'utf8');
  const old = readFileSync(page, 'utf8');
  const [from, to] = [old.indexOf(begin), old.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no ${begin} ... ${end}`);
  const table = performanceTable(text, file);
  return [
    [page, `${old.slice(0, from + begin.length)}\n${table}\n${old.slice(to)}`],
    [chart, performanceChart(text)],
  ];
}

/** The last by date of bench/results. */
export function newest() {
  const files = readdirSync(results).filter((name) => name.endsWith('.csv'));
  if (!files.length) throw new Error('bench/results has no CSV: run npm run bench:peers -- --save');
  return files.sort().at(-1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = basename(process.argv[2] ?? newest());
  for (const [path, text] of drawn(file)) {
    writeFileSync(path, text);
    console.log(`written: ${path.slice(root.length)}`);
  }
}
