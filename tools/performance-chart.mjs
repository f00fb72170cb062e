// The chart of rivals: for each scene a row of marks, at the speed of each engine as a multiple of Kinema's, on a logarithmic axis.
import { byScene, parseRows } from './performance-table.mjs';

const ROW = 24;
const LEFT = 170;
const WIDTH = 860;
const RIGHT = 30;
const TOP = 78;

/** Colours that stand out on white and on black, and a shape each for those who do not tell them apart. */
const marks = [
  { colour: '#3b82f6', draw: (x, y) => `<circle cx="${x}" cy="${y}" r="5"/>` },
  { colour: '#d97706', draw: (x, y) => `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9"/>` },
  { colour: '#059669', draw: (x, y) => `<path d="M${x} ${y - 6}l6 10h-12z"/>` },
  { colour: '#db2777', draw: (x, y) => `<path d="M${x} ${y - 6}l6 6l-6 6l-6-6z"/>` },
  { colour: '#8b5cf6', draw: (x, y) => `<path d="M${x} ${y + 6}l6-10h-12z"/>` },
];

const TITLE = "Speed of other engines, Kinema's own = 1: left of the line Kinema is faster, right of it slower";

const round = (value) => Math.round(value * 10) / 10;

/** An SVG of a CSV's text. */
export function performanceChart(text) {
  const lines = byScene(parseRows(text));
  const engines = [...new Set(lines.flatMap(({ rivals }) => rivals.map(({ engine }) => engine)))];
  if (engines.length > marks.length) throw new Error(`${engines.length} rivals, and ${marks.length} kinds of marks`);
  const speeds = lines.flatMap(({ rivals }) =>
    rivals.filter(({ median }) => median !== '').map((row) => 1 / Number(row.kinema_times_as_fast)),
  );
  const low = Math.floor(Math.log10(Math.min(...speeds, 0.1)));
  // A little beyond the fastest, and beyond Kinema itself.
  const high = Math.log10(Math.max(...speeds, 1) * 1.5);
  const across = (speed) => round(LEFT + ((Math.log10(speed) - low) / (high - low)) * (WIDTH - LEFT - RIGHT));
  const down = (i) => TOP + ROW * (i + 0.5);
  const bottom = TOP + ROW * lines.length;
  const ticks = Array.from({ length: -low + 1 }, (_, i) => 10 ** (low + i));
  const legend = engines.map((name, i) => {
    const x = LEFT + i * 130;
    return `<g fill="${marks[i].colour}">${marks[i].draw(x, 40)}</g><text x="${x + 12}" y="44">${name}</text>`;
  });
  const grid = ticks.map((speed) => {
    const x = across(speed);
    const name = speed === 1 ? 'Kinema' : `1/${Math.round(1 / speed).toLocaleString('en')}`;
    const line = `<line class="${speed === 1 ? 'one' : 'grid'}" x1="${x}" x2="${x}" y1="${TOP}" y2="${bottom}"/>`;
    return `${line}<text x="${x}" y="${bottom + 18}" text-anchor="middle">${name}</text>`;
  });
  const rows = lines.map(({ scene, ours, rivals }, i) => {
    const y = down(i);
    const points = rivals
      .filter(({ median }) => median !== '')
      .map((row) => {
        const { colour, draw } = marks[engines.indexOf(row.engine)];
        // Hollow: a run that broke, or did only a part of what Kinema did.
        const fill =
          row.note || row.steps !== ours.steps
            ? `fill="none" stroke="${colour}" stroke-width="1.5"`
            : `fill="${colour}"`;
        return `<g ${fill}>${draw(across(1 / Number(row.kinema_times_as_fast)), y)}</g>`;
      });
    return `<text x="${LEFT - 16}" y="${y + 4}" text-anchor="end">${scene}</text>${points.join('')}`;
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 34}" width="${WIDTH}" height="${bottom + 34}">`,
    `<title>${TITLE}</title>`,
    '<style>text{font:12px sans-serif;fill:#57606a}.title{font-size:14px;font-weight:600}.grid{stroke:#8b949e;stroke-opacity:.35}',
    '.one{stroke:#57606a;stroke-width:2}@media(prefers-color-scheme:dark){text{fill:#b1bac4}.one{stroke:#b1bac4}}</style>',
    `<text class="title" x="16" y="20">${TITLE}</text>`,
    ...legend,
    `<text x="${LEFT}" y="62">hollow: only a part of the steps, or a run that broke</text>`,
    ...grid,
    ...rows,
    '</svg>',
  ].join('\n')}\n`;
}
