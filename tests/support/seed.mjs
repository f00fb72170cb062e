// Random tests draw the same cases in every run of CI, so that what lands was what was tested; elsewhere new ones each time.
// A failing case prints its own seed and path; SEED=n repeats a whole run.
import fc from 'fast-check';

const seed = process.env.SEED ?? (process.env.CI ? '20241104' : undefined);
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
