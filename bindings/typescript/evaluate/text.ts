// An evaluation as JSON and CSV: the same bytes for the same predictions. Numbers have nine significant digits; what is not known is null or empty.

import type { ClipResult, Evaluation } from './evaluation.js';

const digits = 9;

/** An evaluation as JSON text, a clip a line. */
export function evaluationJson({ clips, ...rest }: Evaluation): string {
  const text = (value: unknown) => JSON.stringify(value, (_, item) => (typeof item === 'number' ? tidy(item) : item));
  const fields = Object.entries(rest).map(([name, value]) => `  ${JSON.stringify(name)}: ${text(value)}`);
  const rows = clips.length > 0 ? `[\n    ${clips.map(text).join(',\n    ')}\n  ]` : '[]';
  return `{\n${[...fields, `  "clips": ${rows}`].join(',\n')}\n}\n`;
}

/** One row a clip: key, split, index, samples, why it is left out, factors, numbers, the nearest training clip. */
export function evaluationCsv({ clips, metrics }: Evaluation): string {
  const factors = Object.keys(clips[0]?.factors ?? {});
  const names = metrics.map(({ name }) => name);
  const several = clips.some(({ samples }) => samples > 1);
  const head = [
    ...['key', 'split', 'index', 'samples', 'filtered'],
    ...factors,
    ...names.flatMap((name) => (several ? [name, `${name}_sd`, `${name}_best`] : [name])),
    ...['nearest_training', 'nearest_distance'],
  ];
  const row = (clip: ClipResult) => [
    ...[clip.key, clip.split, clip.index, clip.samples, clip.filtered ?? ''],
    ...factors.map((name) => clip.factors[name] ?? ''),
    ...names.flatMap((name) => {
      const mean = clip.metrics[name] as number;
      return several ? [mean, clip.deviations[name] as number, clip.best[name] as number] : [mean];
    }),
    ...[clip.nearest?.index ?? '', clip.nearest?.distance ?? ''],
  ];
  return [head, ...clips.map(row)].map((cells) => `${cells.map(cell).join(',')}\n`).join('');
}

function tidy(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : null;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(tidy(value) ?? '');
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
