// From clips to means: per split, and all that is out of distribution together.

import type { ClipResult, GroupResult } from './evaluation.js';
import { roleOf } from './evaluation.js';
import { type Contrast, contrast, type Summary, summarize } from './statistics.js';
import type { MetricInfo } from './types.js';

/** A clip with its errors by frame. */
export interface Scored {
  readonly result: ClipResult;
  readonly errors: Float64Array;
}

/** @param expected clips by split */
export function groupsOf(
  clips: readonly Scored[],
  expected: ReadonlyMap<string, number>,
  metrics: readonly MetricInfo[],
): GroupResult[] {
  const groups = [...expected].map(([name, count]) =>
    groupOf(
      name,
      roleOf(name),
      count,
      clips.filter(({ result }) => result.split === name),
      metrics,
    ),
  );
  const out = groups.filter(({ role }) => role === 'out');
  if (out.length > 1) {
    const count = out.reduce((sum, group) => sum + group.expected, 0);
    groups.push(
      groupOf(
        'out',
        'out',
        count,
        clips.filter(({ result }) => roleOf(result.split) === 'out'),
        metrics,
      ),
    );
  }
  return groups;
}

function groupOf(
  name: string,
  role: GroupResult['role'],
  expected: number,
  clips: readonly Scored[],
  metrics: readonly MetricInfo[],
): GroupResult {
  const counted = clips.filter(({ result }) => result.filtered === null);
  const summaries = (pick: (result: ClipResult) => Readonly<Record<string, number>>) => {
    const found: Record<string, Summary> = {};
    for (const metric of metrics) {
      const summary = summarize(counted.map(({ result }) => pick(result)[metric.name] as number));
      if (summary) found[metric.name] = summary;
    }
    return found;
  };
  const means = summaries(({ metrics: values }) => values);
  const several = counted.some(({ result }) => result.samples > 1);
  return {
    ...{ name, role, expected, scored: clips.length, counted: counted.length },
    metrics: means,
    best: several ? summaries(({ best }) => best) : means,
    errorByFrame: errorsOf(counted),
  };
}

function errorsOf(clips: readonly Scored[]): (number | null)[] {
  const frames = clips[0]?.errors.length ?? 0;
  return Array.from({ length: frames }, (_, frame) => {
    let [sum, count] = [0, 0];
    for (const { errors } of clips) {
      const error = errors[frame] as number;
      if (Number.isNaN(error)) continue;
      sum += error;
      count++;
    }
    return count === 0 ? null : sum / count;
  });
}

/** Out-of-distribution against in-distribution. */
export function contrastsOf(clips: readonly Scored[], metrics: readonly MetricInfo[]): Record<string, Contrast> {
  const counted = clips.filter(({ result }) => result.filtered === null);
  const found: Record<string, Contrast> = {};
  for (const { name } of metrics) {
    const of = (role: string) =>
      counted.filter(({ result }) => roleOf(result.split) === role).map(({ result }) => result.metrics[name] as number);
    const compared = contrast(of('in'), of('out'));
    if (compared) found[name] = compared;
  }
  return found;
}
