// The figures of the report as SVG text, drawn by Observable Plot on a document of linkedom: no browser is needed to make them, none to see them but one that shows SVG.

import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { Evaluation } from './evaluation.js';

/** Splits keep their colour through all figures (Okabe and Ito's palette). */
const colors = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#000000'];
const floorColor = '#888888';

type Options = Plot.PlotOptions;

function svg(options: Options): string {
  const { document } = parseHTML('<html><body></body></html>');
  const figure = Plot.plot({
    document: document as unknown as Document,
    ...{ width: 480, height: 300, marginLeft: 62, marginBottom: 42, style: { fontSize: '12px' } },
    ...options,
  });
  return (figure as unknown as { outerHTML: string }).outerHTML;
}

/** What splits are called and coloured. */
function scale(result: Evaluation): { domain: string[]; range: string[]; legend: boolean } {
  const domain = result.groups.map(({ name }) => name);
  return { domain, range: domain.map((_, i) => colors[i % colors.length] as string), legend: false };
}

/** Colours by name of split, for a legend of the page's own. */
export function legend(result: Evaluation): [string, string][] {
  const { domain, range } = scale(result);
  return domain.map((name, i) => [name, range[i] as string]);
}

/** A bar a split with its 95 % interval, and the floors beside it as ticks. */
export function bars(result: Evaluation, metric: string, label: string): string {
  const rows = result.groups.flatMap(({ name, metrics: { [metric]: summary } }) =>
    summary ? [{ split: name, mean: summary.mean, low: summary.interval[0], high: summary.interval[1] }] : [],
  );
  const floors = result.floors.flatMap(({ name, groups }) =>
    groups.flatMap(({ name: split, metrics: { [metric]: summary } }) =>
      summary && rows.some((row) => row.split === split) ? [{ split, floor: name, mean: summary.mean }] : [],
    ),
  );
  return svg({
    x: { label: null, domain: rows.map(({ split }) => split), padding: 0.35 },
    y: { label, grid: true, zero: true },
    color: scale(result),
    marks: [
      Plot.barY(rows, { x: 'split', y: 'mean', fill: 'split' }),
      Plot.ruleX(rows, { x: 'split', y1: 'low', y2: 'high', strokeWidth: 1.5 }),
      Plot.tickY(floors, { x: 'split', y: 'mean', stroke: floorColor, strokeWidth: 2.5, strokeDasharray: '4 2' }),
      Plot.ruleY([0]),
    ],
  });
}

/** Mean distance from the true place by time, with the first floor. */
export function errorOverTime(result: Evaluation): string {
  const time = (frame: number) => Number((frame * result.interval).toPrecision(6));
  const lines = (groups: Evaluation['groups']) =>
    groups.flatMap(({ name, errorByFrame }) =>
      errorByFrame.flatMap((error, frame) => (error === null ? [] : [{ split: name, time: time(frame), error }])),
    );
  const [floor] = result.floors;
  return svg({
    x: { label: 'time since the first frame (s)' },
    y: { label: 'mean distance from the true place (m)', grid: true, zero: true },
    color: scale(result),
    marks: [
      Plot.line(lines(floor?.groups.filter(({ name }) => name !== 'out') ?? []), {
        x: 'time',
        y: 'error',
        z: 'split',
        stroke: floorColor,
        strokeDasharray: '4 2',
      }),
      Plot.line(lines(result.groups), { x: 'time', y: 'error', stroke: 'split', strokeWidth: 2 }),
      Plot.ruleY([0]),
    ],
  });
}

/** What speed a clip should show and what it shows: on the diagonal it obeys the law. */
export function velocities(result: Evaluation): string {
  const dots = result.clips.flatMap(({ split, velocities: pairs, filtered }) =>
    filtered === null
      ? pairs.flatMap(([meant, shown]) =>
          Number.isFinite(meant) && Number.isFinite(shown) ? [{ split, meant: three(meant), shown: three(shown) }] : [],
        )
      : [],
  );
  const ends = dots.flatMap(({ meant }) => [meant]);
  const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  return svg({
    height: 380,
    x: { label: 'velocity that the law gives (m/s)', grid: true },
    y: { label: 'velocity in the video (m/s)', grid: true },
    color: scale(result),
    marks: [
      Plot.line(
        [
          [least, least],
          [most, most],
        ],
        { stroke: floorColor, strokeDasharray: '4 2' },
      ),
      Plot.dot(dots, { x: 'meant', y: 'shown', stroke: 'split', r: 2, strokeOpacity: 0.7 }),
    ],
  });
}

function three(value: number): number {
  return Number(value.toPrecision(4));
}
