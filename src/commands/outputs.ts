import { resolve } from 'node:path';
import { CsmError } from '../errors.ts';
import type { Input } from '../input/open.ts';
import { type DataOptions, outputFrom } from './options.ts';
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
    const { identityOf } = await import('../output/sink.ts');
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

/** Writes the answer to stdout, or whole to the file that `-o` names. */
export async function writeOut(answer: string | Uint8Array, options: DataOptions, world: World): Promise<void> {
  if (outputFrom(options, world) === null) await world.stdout.write(answer);
  else if (options.append) await (await import('../output/sink.ts')).append(options.output ?? '', world.cwd, answer);
  else await writeTo(options.output ?? '', answer, world);
}

/** Writes a file whole or not at all. What does that takes a start some milliseconds: it is loaded when it is needed. */
export async function writeTo(name: string, content: string | Uint8Array, { cwd }: World): Promise<void> {
  const { writeWhole } = await import('../output/sink.ts');
  await writeWhole(name, cwd, content);
}
