// Which shard a job of an array makes: Kubernetes, Slurm and AWS Batch number their jobs in the environment.

import { KinemaError } from '../errors.js';

/** In the order in which they are looked for. */
export const arrayVariables = ['JOB_COMPLETION_INDEX', 'SLURM_ARRAY_TASK_ID', 'AWS_BATCH_JOB_ARRAY_INDEX'] as const;

/** The one shard of this job, or undefined outside a job array. */
export function arrayShard(environment: NodeJS.ProcessEnv): { name: string; from: number; to: number } | undefined {
  const name = arrayVariables.find((variable) => environment[variable]);
  if (!name) return undefined;
  const text = environment[name] as string;
  if (!/^\d{1,10}$/.test(text))
    throw new KinemaError('usage', `${name}: ${JSON.stringify(text)} is not the number of a shard`);
  return { name, from: Number(text), to: Number(text) + 1 };
}
