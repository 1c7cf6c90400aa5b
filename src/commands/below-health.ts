import type { Command } from 'commander';
import { withBacktest, withData, withTrend } from '../flags.ts';
import type { BacktestOptions } from './backtest.ts';
import type { TrendOptions } from './trend.ts';
import type { World } from './world.ts';

/** The commands of `csm health` beside itself. */
export const HEALTH = [
  {
    name: 'trend',
    summary: 'the score and the bands at the close of each month, by one config',
    description:
      'Scores customers at the close of each period, from what was known then, all by the config in effect. A score of another config is not compared: what an earlier answer has of one (--against) is kept as a series of its own.',
    examples: ['trend --every month --last 12', 'trend --against trend.json --json -o trend.json'],
  },
  {
    name: 'backtest',
    summary: 'whether the score told churn in time, and what would have done as well',
    description:
      'Scores customers as of past months, from what was known then, and looks at who left after that: AUC, lift, churn by band, baselines to beat, and tests for leakage. Needs ten customers who left and ten who stayed.',
    examples: ['backtest --data exports', 'backtest subscriptions.csv usage.csv --as-of 2024-12-31 --lead 30'],
  },
  {
    name: 'fit',
    summary: 'weights by what happened, judged on later months; nothing is applied',
    description:
      'Suggests weights for the components by logistic regression on past months, and judges them on later ones. Nothing is applied: what you agree with goes into health.weights of csm.config.json.',
    examples: ['fit --data exports', 'fit subscriptions.csv usage.csv tickets.csv --json'],
  },
] as const;

/** What a topic has below it, for its help. */
export const belowOf = (topic: string): string =>
  topic === 'health'
    ? `\n\nAlso:\n${HEALTH.map(({ name, summary }) => `  csm health ${name.padEnd(10)}${summary}`).join('\n')}`
    : '';

/** Makes one of them. */
export function addBelow(
  health: Command,
  { name, description, examples }: (typeof HEALTH)[number],
  version: string,
  world: World,
): void {
  const command = health
    .command(`${name} [files...]`)
    .description(description)
    .addHelpText('after', `\nExamples:\n${examples.map((each) => `  csm health ${each}`).join('\n')}`);
  if (name === 'trend') {
    withData(withTrend(command)).action(async (files: string[], options: TrendOptions) => {
      const { runTrend } = await import('./trend.ts');
      await runTrend({ files, options, version }, world);
    });
    return;
  }
  withData(withBacktest(command)).action(async (files: string[], options: BacktestOptions) => {
    const { runBacktest, runFit } = await import('./backtest.ts');
    await (name === 'fit' ? runFit : runBacktest)({ files, options, version }, world);
  });
}
