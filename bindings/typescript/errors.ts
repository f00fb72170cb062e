// What goes wrong at the boundary, in one class: a person reads the message, a program reads `kind` and `field`.

/**
 * Whose mistake it is. `usage`, `recipe`, `scene` and `plan` are the caller's to mend (exit code 2 of the command line);
 * `data`, `system` and `internal` are not (exit code 1).
 */
export type ErrorKind = 'usage' | 'recipe' | 'scene' | 'plan' | 'data' | 'system' | 'internal';

/** Every error that Kinema throws on purpose. */
export class KinemaError extends Error {
  override readonly name: string = 'KinemaError';
  /** Whose mistake it is. */
  readonly kind: ErrorKind;
  /** Path of the offending field, e.g. `recipe.splits.train.count`, where there is one. */
  readonly field?: string;

  constructor(kind: ErrorKind, message: string, options: { field?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = kind;
    if (options.field !== undefined) this.field = options.field;
  }
}

/** One thing that is wrong with a recipe or scene: `field: text`. */
export interface Problem {
  /** Path from the root, e.g. `recipe.splits.train.factors.r1.uniform`. */
  readonly field: string;
  /** The offending value and what would be right. */
  readonly text: string;
}

const shownProblems = 10;

/** A line for each of the first 10 problems. */
function linesOf(problems: readonly Problem[]): string {
  const lines = problems.slice(0, shownProblems).map(({ field, text }) => `${field}: ${text}`);
  if (problems.length > shownProblems) lines.push(`... and ${problems.length - shownProblems} more`);
  return lines.join('\n');
}

/** A recipe that cannot be compiled. The message has a line for each of its first 10 problems. */
export class RecipeError extends KinemaError {
  override readonly name = 'RecipeError';
  /** All problems, in the order in which they were found. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options: { cause?: unknown } = {}) {
    super('recipe', linesOf(problems), { field: problems[0]?.field, cause: options.cause });
    this.problems = problems;
  }
}

/** A scene that makes no world. The message has a line for each of its first 10 problems. */
export class SceneError extends KinemaError {
  override readonly name = 'SceneError';
  /** All problems, in the order in which they were found. */
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options: { cause?: unknown } = {}) {
    super('scene', linesOf(problems), { field: problems[0]?.field, cause: options.cause });
    this.problems = problems;
  }
}
