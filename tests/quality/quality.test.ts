// The tests of physical quality, as tests; `npm run quality` prints them as a table.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../bench/peers/kinema.mjs';
import { groups, judge, limitOf } from './index.mjs';

let engine: Awaited<ReturnType<typeof load>> | undefined;

for (const group of groups) {
  const test = suite(`quality: ${group.name}`);
  for (const check of group.tests) {
    test(check.name, async () => {
      engine ??= await load();
      const { value, verdict, error } = judge(check, engine);
      assert.ok(verdict === 'pass' || verdict === 'info', error ?? `${value} ${check.unit}, limit ${limitOf(check)}`);
    });
  }
  test.run();
}
