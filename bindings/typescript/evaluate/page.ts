// The report: one page that holds everything, opens offline and asks nothing of any server.

import type { ClipResult, Evaluation, FileNote, GroupResult } from './evaluation.js';
import type { PageClip, PageClips } from './page-clips.js';
import type { Summary } from './statistics.js';

export { PageClips } from './page-clips.js';

const mostRows = 40;
const mostNotes = 20;

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;color:#222}
h1{font-size:1.5em;margin-bottom:.2em}h2{font-size:1.15em;margin:2em 0 .4em;border-bottom:1px solid #ddd}
table{border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}td,th{padding:2px 9px;text-align:right;border-bottom:1px solid #eee;white-space:nowrap}
td:first-child,th:first-child{text-align:left}.scroll{overflow-x:auto}.figures{display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}figcaption{color:#555;font-size:13px;max-width:480px}
.key span{margin-right:1.2em}.key i{display:inline-block;width:.8em;height:.8em;margin-right:.35em}.strip{position:relative;display:inline-block;line-height:0;border:1px solid #ccc}.strip img{image-rendering:pixelated}
.strip svg{position:absolute;left:0;top:0}.clip{margin:1em 0}.clip small{color:#555}.dim{color:#888}`;

/** The page. @param clips whose pictures it shows; none are shown without */
export async function evaluationPage(result: Evaluation, clips?: PageClips): Promise<string> {
  const plots = await import('./plots.js');
  const main = result.metrics[0] as Evaluation['metrics'][0];
  const key = plots
    .legend(result)
    .map(([name, color]) => `<span><i style="background:${color}"></i>${escaped(name)}</span>`);
  const figure = (svg: string, text: string) => `<figure>${svg}<figcaption>${text}</figcaption></figure>`;
  const has = (name: string) => result.groups.some(({ metrics }) => metrics[name]);
  const figures = result.groups.length
    ? [
        `<h2>In and out of distribution</h2><p class="key">${key.join('')}<span class="dim">dashed grey: ground truth through the same pipeline</span></p><div class="figures">`,
        has(main.name)
          ? figure(
              plots.bars(result, main.name, `${main.label} (${main.unit})`),
              `${escaped(main.label)}, the mean over clips with its 95 % bootstrap interval.`,
            )
          : '',
        has('ade')
          ? figure(
              plots.bars(result, 'ade', 'mean distance from the true place (m)'),
              'Mean distance from the true place over scored frames.',
            )
          : '',
        figure(
          plots.errorOverTime(result),
          'Error over time. Scoring begins after the frames that the model was given.',
        ),
        figure(
          plots.velocities(result),
          'Velocity in against velocity out, along x, a point a body. On the diagonal the video obeys the law.',
        ),
        '</div>',
      ]
    : [];
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escaped(result.recipe)}: evaluation</title><style>${style}</style>`,
    `<h1>Does it obey the law? ${escaped(result.recipe)}</h1>`,
    `<p>${escaped(result.scenario)}, <b>${result.mode}</b> mode, frames ${result.firstScored} to ${result.lastScored} of ${result.frames} scored. Plan <code>${result.plan.slice(0, 16)}</code>.</p>`,
    counts(result),
    ...(result.groups.length ? ['<h2>Scores</h2>', groupsTable(result, result.groups)] : []),
    contrasts(result),
    ...figures,
    ...result.floors.flatMap(({ name, groups }) => [
      `<h2>Floor: ground truth, ${escaped(name)}</h2>`,
      groupsTable(result, groups),
    ]),
    ...(clips && clips.worst.length > 0
      ? [
          '<h2>Worst clips</h2><p>Above the truth, below the prediction. Lines: <b>solid</b> the true path, <b>dashed</b> what was found; crosses: true impacts.</p>',
          ...clips.worst.map(clipFigure),
        ]
      : []),
    worstTable(result),
    '</html>\n',
  ].join('\n');
}

function counts({ inputs, groups }: Evaluation): string {
  if (groups.length === 0) return '<p>No predictions: floors only.</p>';
  const list = (title: string, notes: readonly FileNote[]) => {
    if (notes.length === 0) return '';
    const more = notes.length - mostNotes;
    const items = notes
      .slice(0, mostNotes)
      .map(({ name, reason }) => `<li><code>${escaped(name)}</code> ${escaped(reason)}</li>`);
    return `<details><summary>${title}: ${notes.length}</summary><ul>${items.join('')}${more > 0 ? `<li>and ${more} more</li>` : ''}</ul></details>`;
  };
  const missing = inputs.missing.map((name) => ({ name, reason: '' }));
  return [
    `<p>${inputs.files} predictions, ${inputs.scored} scored; ${inputs.missing.length} missing, ${inputs.extra.length} extra, ${inputs.damaged.length} damaged, ${inputs.short.length} short.</p>`,
    ...[
      list('Missing', missing),
      list('Extra', inputs.extra),
      list('Damaged', inputs.damaged),
      list('Short', inputs.short),
      list('Notes', inputs.notes),
    ],
  ].join('');
}

function groupsTable({ metrics }: Evaluation, groups: readonly GroupResult[]): string {
  const head = groups.map(
    ({ name, expected, scored, counted }) =>
      `<th title="${expected} clips, ${scored} scored, ${counted} after the mode's filter">${escaped(name)}<br><span class="dim">${counted} of ${scored}</span></th>`,
  );
  const several = groups.some(({ best, metrics: means }) => best !== means);
  const rows = metrics
    .filter(({ name }) => groups.some(({ metrics: values }) => values[name]))
    .map(({ name, label, unit }) => {
      const cells = groups.map(({ metrics: values, best }) => cell(values[name], several ? best[name] : undefined));
      return `<tr><td>${escaped(label)}${unit ? ` <span class="dim">${escaped(unit)}</span>` : ''}</td>${cells.join('')}</tr>`;
    });
  return `<div class="scroll"><table><tr><th>mean ± standard error${several ? ' (best of samples)' : ''}</th>${head.join('')}</tr>${rows.join('')}</table></div>`;
}

function cell(summary: Summary | undefined, best: Summary | undefined): string {
  if (!summary) return '<td class="dim">–</td>';
  const { n, mean, standardError, interval, median } = summary;
  const title = `n ${n}, median ${figure(median)}, 95 % ${figure(interval[0])} to ${figure(interval[1])}`;
  return `<td title="${title}">${figure(mean)} <span class="dim">± ${figure(standardError, 2)}</span>${best ? ` (${figure(best.mean)})` : ''}</td>`;
}

function contrasts({ contrasts: found, metrics }: Evaluation): string {
  const rows = metrics.flatMap(({ name, label }) => {
    const compared = found[name];
    if (!compared) return [];
    const {
      difference,
      differenceInterval: [a, b],
      ratio,
      ratioInterval: [c, d],
    } = compared;
    return [
      `<tr><td>${escaped(label)}</td><td>${figure(difference)}</td><td>${figure(a)} to ${figure(b)}</td><td>${figure(ratio)}</td><td>${figure(c)} to ${figure(d)}</td></tr>`,
    ];
  });
  if (rows.length === 0) return '';
  return `<details><summary>Out of distribution against in distribution</summary><div class="scroll"><table><tr><th></th><th>out - in</th><th>95 %</th><th>out / in</th><th>95 %</th></tr>${rows.join('')}</table></div></details>`;
}

/** Enlargement of pictures in the page. */
const zoom = 1.5;

function clipFigure(clip: PageClip): string {
  const { key, rank, width, height, frames, truth, events } = clip;
  const factors = Object.entries(truth.factors).map(
    ([name, value]) => `${name} ${typeof value === 'number' ? figure(value) : value}`,
  );
  const loud = events.slice(0, 6).map(({ frame, kind, body }) => `${kind} of ${body} at frame ${frame}`);
  const strip = (png: Uint8Array) => {
    const image = `<img alt="" width="${width * frames.length * zoom}" height="${height * zoom}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;
    const panels = frames.map((_, i) => `<g transform="translate(${i * width} 0)">${overlay(clip)}</g>`);
    return `<div class="strip">${image}<svg width="${width * frames.length * zoom}" height="${height * zoom}" viewBox="0 0 ${width * frames.length} ${height}">${panels.join('')}</svg></div>`;
  };
  return [
    `<div class="clip"><b>${escaped(key)}</b>, mean distance ${Number.isFinite(rank) ? `${figure(rank)} m` : 'unknown: no body was found'}; frames ${frames.join(', ')}`,
    `<br><small>${escaped(factors.join(', '))}${loud.length ? `; ${escaped(loud.join(', '))}` : ''}</small><br>`,
    `${strip(clip.trueStrip)}<br>${strip(clip.strip)}</div>`,
  ].join('');
}

function overlay({ paths, truth, camera, width, height }: PageClip): string {
  const points = (list: readonly (readonly [number, number])[]) =>
    list.map((point) => point.map((value) => value.toFixed(1)).join()).join(' ');
  const lines = paths.map(
    ({ color, meant, found }) =>
      `<polyline points="${points(meant)}" fill="none" stroke="#000" stroke-width=".8"/><polyline points="${points(found)}" fill="none" stroke="${color}" stroke-width="1.6" stroke-dasharray="3 2" opacity=".75"/>`,
  );
  const crosses = truth.contacts.slice(0, 20).map(({ x, y }) => {
    const [c, r] = [camera.col[0] * x + camera.col[1], camera.row[0] * y + camera.row[1]];
    return `<path d="M${(c - 3).toFixed(1)} ${r.toFixed(1)}h6m-3 -3v6" stroke="#000" fill="none"/>`;
  });
  return `<svg width="${width}" height="${height}" overflow="hidden">${lines.join('')}${crosses.join('')}</svg>`;
}

function worstTable({ clips, metrics }: Evaluation): string {
  const counted = clips.filter(({ filtered }) => filtered === null);
  if (counted.length === 0) return '';
  const rank = ({ metrics: { ade } }: ClipResult) =>
    Number.isFinite(ade) ? (ade as number) : Number.POSITIVE_INFINITY;
  const rows = [...counted].sort((a, b) => rank(b) - rank(a) || a.index - b.index).slice(0, mostRows);
  const names = metrics.filter(({ name }) =>
    ['velocity_error', 'ade', 'fde', 'iou', 'psnr', 'ssim', 'case_index', 'events'].includes(name),
  );
  const head = `<tr><th>clip</th>${names.map(({ label }) => `<th>${escaped(label.replace(/ \(.*| after.*| along.*|, .*/, ''))}</th>`).join('')}<th>nearest training clip</th></tr>`;
  const body = rows.map(
    ({ key, metrics: values, nearest }) =>
      `<tr><td>${escaped(key)}</td>${names.map(({ name }) => `<td>${figure(values[name] as number)}</td>`).join('')}<td>${nearest ? `${nearest.index} (${figure(nearest.distance)})` : '–'}</td></tr>`,
  );
  return `<h2>The ${rows.length} worst of ${counted.length} clips</h2><p class="dim">All clips are in clips.csv.</p><div class="scroll"><table>${head}${body.join('')}</table></div>`;
}

function figure(value: number, digits = 3): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : '–';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
