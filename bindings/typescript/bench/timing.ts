// Clocks of the benchmark: CPU time of the whole process where one thread works, so that what else runs on the machine does not count.

/** s of CPU time that all threads of this process have used. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** s of wall time, from some fixed moment. */
export function wallSeconds(): number {
  return performance.now() / 1000;
}

/** s of CPU time that `action` takes, to the end of the promise that it may return. */
export async function cpuTime(action: () => unknown): Promise<number> {
  const start = cpuSeconds();
  await action();
  return cpuSeconds() - start;
}

/** The middle one; the mean of the middle two. @param values at least one */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}
