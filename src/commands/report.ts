import { isPage, type MeasureOptions } from './options.ts';
import { runMetric } from './metric.ts';
import { TOPICS } from './topics.ts';
import type { World } from './world.ts';

/** Every topic the exports allow, as one answer. A page tells of health and of comments too, which takes reading more. */
export async function runReport(
  files: readonly string[],
  options: MeasureOptions,
  version: string,
  world: World,
): Promise<void> {
  const topics = TOPICS.filter(({ isApart }) => !isApart || (isApart === 'but-in-pages' && isPage(options)));
  await runMetric({ command: 'report', topics, files, options, version }, world);
}
