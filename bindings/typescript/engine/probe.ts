// Whether the clips of a plan can keep the rules of their splits: asked once, when a recipe is compiled.

import { RecipeError } from '../errors.js';
import { codes, type PlanInfo, type PlanRule, type PlanSplit, type RuleKind } from '../recipe/plan.js';
import { isDecidedByClip } from '../recipe/rules.js';
import type { Recipe } from '../recipe/types.js';
import { Clip, Status } from './layout.js';
import type { Exports } from './module.js';
import { failureName, type Views } from './views.js';

/** Clips of a split that are looked at, and the least of them where they are costly. */
const mostProbed = 4096;
const leastProbed = 64;

/** Bodies times steps that a split may cost: all 4,096 clips of the laws of few bodies, about ten seconds of puzzles. */
const budget = 5_000_000;

/** A prime above the number of clips: however few are looked at, they lie all over a grid. */
const scatter = 6701;

/** Steps that a search for a clean layout costs, of as many bodies. */
const cleanCost = 150;

/** Attempts that a clip has; the module's limit. */
const mostAttempts = 1024;

/** Largest chance that a clip fails, which a plan may have. */
const bearable = 1e-12;

/** Where a split of a recipe says a rule. @param code its number in the module */
export function ruleName(code: number): string {
  const kind = (Object.keys(codes.rule) as RuleKind[]).find((key) => codes.rule[key] === code) as RuleKind;
  return kind === 'box' ? 'boxes' : kind === 'hole' ? 'holes' : `constraints.${kind}`;
}

/** The same with its path: what the split does not say itself it has from the recipe. */
function ruleField(code: number, { name }: PlanSplit, recipe: Recipe): string {
  const own = recipe.splits[name]?.constraints ?? {};
  const [group, field] = ruleName(code).split('.');
  const isShared = field !== undefined && (own as Record<string, unknown>)[field] === undefined;
  return `${isShared ? 'recipe' : `recipe.splits.${name}`}.${group}${field === undefined ? '' : `.${field}`}`;
}

/**
 * Refuses a plan, open in the instance, whose clips cannot be expected to keep their rules. Of each split that has rules to be decided clip by
 * clip, 4,096 clips (all of a smaller one, fewer where they are costly) are attempted. If the one of n that takes longest takes a of 1,024 attempts,
 * chances of more attempts fall about as (n + 1)^(-attempts / a) says, since one of n took a; that of all 1,024 must be below 1e-12.
 * @param recipe what the plan was compiled from
 * @throws KinemaError of kind `recipe` that names the split, the rule and what to do
 */
export function probePlan(exports: Exports, views: Views, plan: PlanInfo, recipe: Recipe): void {
  for (const [number, split] of plan.splits.entries()) {
    const region = split.rules.some(({ kind }) => kind === 'box' || kind === 'hole');
    const decided = split.rules.filter((rule) => isDecidedByClip(rule, split.blocks));
    if (!region && decided.length === 0) continue;
    const code = exports.splitOpen(number);
    if (code === 0) {
      if (decided.length > 0) probeSplit(exports, views, plan, number, decided, recipe);
    } else if (region && failureName(code) === 'NothingFeasible') {
      const last = split.rules.filter(({ kind }) => kind === 'box' || kind === 'hole').at(-1) as PlanRule;
      refuse(ruleField(codes.rule[last.kind], split, recipe), 'leave no cell of the grid that is feasible');
    }
    // What else is wrong is told where the split is opened.
  }
}

/** @param decided the rules of the split that are decided clip by clip */
function probeSplit(
  exports: Exports,
  views: Views,
  plan: PlanInfo,
  number: number,
  decided: readonly PlanRule[],
  recipe: Recipe,
): void {
  const split = plan.splits[number] as PlanSplit;
  const size = split.grid ? exports.splitSize(number) : 2 ** 32;
  const count = Math.min(size, mostProbed);
  const stride = split.grid ? size / count : 1;
  const cost = attemptCost(plan, split);
  let most = 0;
  let slowest = 0;
  let looked = 0;
  for (let spent = 0; looked < count && (looked < leastProbed || spent < budget); looked++) {
    const i = (looked * scatter) % count;
    const index = Math.floor(i * stride);
    const attempts = exports.clipAttempts(number, index);
    if (attempts === 0) {
      if (failureName(views.failure()) !== 'Exhausted') return; // told in its own words when the clip is made
      refuse(
        ruleField(views.field(Status, 'value', exports.statusBlock()), split, recipe),
        `clip ${index} of ${split.name} does not keep this in ${mostAttempts} attempts; ask less, or draw its factors from where it holds`,
      );
    }
    if (attempts > most) [most, slowest] = [attempts, index];
    spent += attempts * views.field(Clip, 'bodyCount', exports.clipBlock()) * cost;
  }
  const chance = looked === size ? 0 : (looked + 1) ** (-mostAttempts / most);
  const names = [...new Set(decided.map(({ kind }) => ruleName(codes.rule[kind])))].join(' and ');
  if (chance > bearable)
    refuse(
      `recipe.splits.${split.name}`,
      `${names} are kept too seldom: clip ${slowest} takes ${most} attempts, so the chance that a clip fails in ${mostAttempts} is about ` +
        `${chance.toPrecision(1)}, and must be below ${bearable}; ask less, or draw factors from where the rules hold`,
    );
}

/** What an attempt at a clip costs, in steps. */
function attemptCost({ timing, placement }: PlanInfo, { rules }: PlanSplit): number {
  const last = Math.max(-1, ...rules.filter(({ kind }) => kind === 'inView' || kind === 'contact').map(({ b }) => b));
  const steps = last < 0 ? 0 : timing.firstFrameStep + last * timing.stepsPerFrame;
  const clean = rules.find(({ kind }) => kind === 'cleanStart')?.a ?? Number(placement.cleanStart);
  return 1 + steps + clean * cleanCost;
}

function refuse(field: string, text: string): never {
  throw new RecipeError([{ field, text }]);
}
