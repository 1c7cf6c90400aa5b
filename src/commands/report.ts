import type { MeasureOptions } from './options.ts';
import { runMetric } from './metric.ts';
import { TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** Every topic the exports allow, as one answer. */
export async function runReport(
  files: readonly string[],
  options: MeasureOptions,
  version: string,
  world: World,
): Promise<void> {
  await runMetric(
    { command: 'report', topics: TOPICS.filter(({ isApart }) => !isApart), files, options, version },
    world,
  );
}
