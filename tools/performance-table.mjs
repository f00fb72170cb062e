// The table of rivals in docs/performance.md, and the text around it, from a CSV of `npm run bench:peers -- --save`.

/** Kinema's time or rate against another's that is closer to 1 than this is not told from noise. */
const TIE = 1.1;

/** The rows of a CSV file as objects by the names of its header. */
export function parseRows(text) {
  const cells = (line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell))
      .slice(0, -1);
  const [head, ...lines] = text.trimEnd().split('\n');
  const names = cells(head);
  return lines.map((line) => {
    const values = cells(line);
    if (values.length !== names.length) throw new Error(`${values.length} cells, not ${names.length}: ${line}`);
    return Object.fromEntries(names.map((name, i) => [name, values[i]]));
  });
}

/** A line of rows by scene, in order: { scene, unit, ours, rivals }; rows of one engine used in two ways stand for themselves. */
export function byScene(rows) {
  const scenes = [...new Set(rows.map(({ scene }) => scene))];
  return scenes.map((scene) => {
    const own = rows.filter((row) => row.scene === scene);
    const ours = own.find(({ engine }) => engine === 'kinema');
    if (!ours) throw new Error(`${scene} has no row of kinema`);
    return { scene, unit: ours.unit, ours, rivals: own.filter(({ engine }) => !engine.startsWith('kinema')) };
  });
}

/** A rival whose figure is of the whole scene, and of one that holds together. */
const counts = (row, ours) => row.median !== '' && row.note === '' && row.steps === ours.steps;

/** The fastest rival of a scene that did all of it, or undefined. */
export function fastest({ ours, rivals }) {
  const fit = rivals.filter((row) => counts(row, ours));
  return fit.sort((a, b) => a.kinema_times_as_fast - b.kinema_times_as_fast)[0];
}

export const digits = (text) => {
  const value = Number(text);
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
};

function cell(row, ours, best) {
  if (!row) return '';
  if (row.median === '') return row.note;
  const notes = [row.steps !== ours.steps ? `first ${row.steps} step${row.steps === '1' ? '' : 's'}` : '', row.note]
    .filter(Boolean)
    .join('; ');
  const figure = row === best ? `**${digits(row.median)}**` : digits(row.median);
  return notes ? `${figure} (${notes})` : figure;
}

function verdict(lines) {
  const judged = lines.map((line) => ({ ...line, best: fastest(line) })).filter(({ best }) => best);
  const say = ({ scene, best }) => `${scene} (${digits(best.kinema_times_as_fast)}x ${best.engine}'s speed)`;
  const ratio = ({ best }) => Number(best.kinema_times_as_fast);
  const lost = judged.filter((line) => ratio(line) < 1 / TIE);
  const tied = judged.filter((line) => ratio(line) >= 1 / TIE && ratio(line) <= TIE);
  const won = judged.length - lost.length - tied.length;
  return [
    `Against the fastest rival of each scene Kinema leads in ${won} of ${judged.length} scenes.`,
    lost.length ? `It loses in ${lost.map(say).join(', ')}.` : 'It loses in none.',
    ...(tied.length ? [`Within ${Math.round((TIE - 1) * 100)} %, which is a tie: ${tied.map(say).join(', ')}.`] : []),
  ].join(' ');
}

/** Markdown of a CSV's text; `file` is its name, which begins with the date. */
export function performanceTable(text, file) {
  const rows = parseRows(text);
  const lines = byScene(rows);
  const engines = [...new Set(lines.flatMap(({ rivals }) => rivals.map(({ engine }) => engine)))];
  const { processor, node, load, arguments: words } = rows[0];
  const head = ['scene', 'unit', 'Kinema', ...engines, 'Kinema against the fastest'];
  const body = lines.map((line) => {
    const { scene, unit, ours, rivals } = line;
    const rival = fastest(line);
    const lead = rival ? Number(rival.kinema_times_as_fast) : undefined;
    const best = rival && lead < 1 ? rival : ours;
    const cells = engines.map((name) =>
      cell(
        rivals.find(({ engine }) => engine === name),
        ours,
        best,
      ),
    );
    const cut = ours.steps === ours.scene_steps ? '' : `, first ${ours.steps} of ${ours.scene_steps} steps`;
    return [scene, unit + cut, cell(ours, ours, best), ...cells, rival ? `${digits(lead)}x` : ''];
  });
  const first = (name) => rows.find(({ engine }) => engine === name);
  const used = [...new Set(rows.map(({ engine }) => engine))].map(first);
  return [
    `${file.slice(0, 10)}, ${processor}, one core, Node ${node}, load ${load} at the start, so many processes wanted to run:`,
    `\`npm run bench:peers -- ${words}\` (bench/results/${file}).`,
    '',
    verdict(lines),
    '',
    `| ${head.join(' | ')} |`,
    `|---|---|${'--:|'.repeat(head.length - 2)}`,
    ...body.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    'Settings, as the run printed them:',
    '',
    ...used.map(({ engine, version, settings }) => `* ${engine} ${version}: ${settings}`),
  ].join('\n');
}
