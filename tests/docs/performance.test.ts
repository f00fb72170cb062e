// The table and chart of rivals are what tools/draw-performance.mjs makes of a CSV of bench/results, and say where Kinema loses.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { drawn, newest } from '../../tools/draw-performance.mjs';
import { performanceChart } from '../../tools/performance-chart.mjs';
import { parseRows, performanceTable } from '../../tools/performance-table.mjs';

const test = suite('performance page');

test('is up to date: else run npm run bench:draw', () => {
  for (const [path, text] of drawn(newest())) assert.is(readFileSync(path, 'utf8'), text, path);
});

const csv = `scene,engine,version,steps,scene_steps,unit,median,min,max,kinema_times_as_fast,note,settings,processor,node,load,arguments
won,kinema,"1",192,192,worlds/s,200.00,200.00,200.00,1.0000,"","a, b","P",v20,0.1,"--save"
won,other,"2",192,192,worlds/s,100.00,100.00,100.00,2.0000,"","says ""c""","P",v20,0.1,"--save"
lost,kinema,"1",500,500,ms/step,3.0000,3.0000,3.0000,1.0000,"","a, b","P",v20,0.1,"--save"
lost,other,"2",500,500,ms/step,1.5000,1.5000,1.5000,0.50000,"","c","P",v20,0.1,"--save"
cut,kinema,"1",500,500,ms/step,3.0000,3.0000,3.0000,1.0000,"","a, b","P",v20,0.1,"--save"
cut,other,"2",9,500,ms/step,1.5000,1.5000,1.5000,0.50000,"","c","P",v20,0.1,"--save"
cut,third,"3",500,500,ms/step,1.0000,1.0000,1.0000,0.33333,"broken: 2 of 3 bodies flew off","d","P",v20,0.1,"--save"
cut,fourth,"4",500,500,ms/step,,,,,"fourth has no polygon","e","P",v20,0.1,"--save"
`;

test('commas and quotes of settings survive the CSV', () => {
  const rows = parseRows(csv);
  assert.is(rows.length, 8);
  assert.is(rows[0]?.settings, 'a, b');
  assert.is(rows[1]?.settings, 'says "c"');
  assert.is(rows[7]?.median, '');
  assert.throws(() => parseRows('a,b\n1\n'), /1 cells, not 2/);
});

test('a scene that Kinema loses is named, and the winner stands out', () => {
  const table = performanceTable(csv, '2026-01-02-p.csv');
  assert.match(table, /^2026-01-02, P, one core/);
  assert.match(table, /leads in 1 of 2 scenes\. It loses in lost \(0\.500x other's speed\)/);
  assert.match(table, /\| lost \| ms\/step \| 3\.00 \| \*\*1\.50\*\* \|/);
  assert.match(table, /\| won \| worlds\/s \| \*\*200\*\* \| 100 \|/);
});

test("runs that were cut, broke or were refused say so and are nobody's best", () => {
  const table = performanceTable(csv, '2026-01-02-p.csv');
  assert.match(
    table,
    /\| cut \| ms\/step \| \*\*3\.00\*\* \| 1\.50 \(first 9 steps\) \| 1\.00 \(broken: 2 of 3 bodies flew off\) \| fourth has no polygon \| {2}\|/,
  );
});

test('a scene that was cut for all says so', () => {
  const cut = csv.replaceAll(',500,500,', ',40,500,');
  assert.match(performanceTable(cut, '2026-01-02-p.csv'), /\| lost \| ms\/step, first 40 of 500 steps \| 3\.00 \|/);
});

test('the chart has a mark for every figure', () => {
  const chart = performanceChart(csv);
  // One in the legend of each engine, and one for each figure.
  assert.is(chart.match(/<circle/g)?.length, 1 + 3);
  assert.is(chart.match(/<rect/g)?.length, 1 + 1);
  assert.is(chart.match(/<path/g)?.length, 1);
  assert.match(chart, /fill="none" stroke/, 'a broken run is hollow');
});

test.run();
