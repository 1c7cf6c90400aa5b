import { resolve } from 'node:path';
import { CsmError } from '../errors.ts';
import type { Input } from '../input/open.ts';
import { identityOf } from '../output/sink.ts';
import type { DataOptions } from './options.ts';
import type { World } from './world.ts';

/** Nothing that is written may land on an export, nor on the other file that is written. Asked before a row is read. */
export async function checkOutputs(
  found: readonly { readonly input: Input }[],
  { output, rejects }: DataOptions,
  { cwd }: World,
): Promise<void> {
  const taken = new Map(found.flatMap(({ input }) => (input.identity === null ? [] : [[input.identity, 'an export']])));
  for (const [flag, name] of [
    ['-o', output === '-' ? undefined : output],
    ['--rejects', rejects],
  ] as const) {
    if (name === undefined) continue;
    const path = resolve(cwd, name);
    const identity = (await identityOf(path)) ?? path;
    const owner = taken.get(identity);
    if (owner !== undefined) {
      await Promise.all(found.map(({ input }) => input.close()));
      throw new CsmError('usage/output-is-input', `${flag} ${name} is ${owner}: it would be overwritten`, {
        hint: 'write to another file',
      });
    }
    taken.set(identity, `what ${flag} writes`);
  }
}
