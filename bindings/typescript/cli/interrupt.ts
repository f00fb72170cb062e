// Ctrl-C, SIGTERM and SIGHUP: the first asks the run to stop, which leaves nothing half-made; the second ends it at once.

/** Thrown where a signal ended the run. */
export class Interrupted extends Error {
  /** 128 and the signal's number, as shells have it. */
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs `action` with a signal that aborts on Ctrl-C; `advice` is what the person is told then. */
export async function interruptible<T>(advice: string, action: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const handlers = (Object.keys(codes) as (keyof typeof codes)[]).map((name) => {
    const handler = () => {
      if (controller.signal.aborted) process.exit(codes[name]);
      controller.abort(new Interrupted(advice, codes[name]));
    };
    process.on(name, handler);
    return () => process.off(name, handler);
  });
  try {
    return await action(controller.signal);
  } finally {
    for (const remove of handlers) remove();
  }
}
