// The one place that knows benny: runs cases and prints `name: value` a line.
import b from 'benny';

/** @param {string} title @param {[string, () => void][]} cases */
export async function suite(title, cases) {
  const summary = await b.suite(title, ...cases.map(([name, run]) => b.add(name, run)));
  console.log(`\n${title}`);
  for (const { name, ops, margin } of summary.results) {
    const each = ops > 0 ? (1e6 / ops).toPrecision(3) : '-';
    console.log(
      `  ${name.padEnd(28)} ${Math.round(ops).toLocaleString('en').padStart(10)} /s  ${each.padStart(9)} us  +-${margin}%`,
    );
  }
}
