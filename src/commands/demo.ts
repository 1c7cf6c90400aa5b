import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CsmError, EXIT } from '../errors.ts';
import { writeWhole } from '../output/sink.ts';
import type { World } from './world.ts';

/** Writes the invented company of the fixtures to a folder. Files that are there and differ are not touched. */
export async function runDemo(folder: string, world: World): Promise<void> {
  const source = join(world.home, 'fixtures', 'acme');
  const target = resolve(world.cwd, folder);
  const names = (await readdir(source)).filter((name) => name.endsWith('.csv')).toSorted();
  await mkdir(target, { recursive: true }).catch((error: unknown) => {
    throw new CsmError('io/failed', `cannot make the folder ${folder}: ${String(error)}`, { exitCode: EXIT.io });
  });
  for (const name of names) {
    const text = await readFile(join(source, name), 'utf8');
    const there = await readFile(join(target, name), 'utf8').catch(() => null);
    if (there === text) continue;
    if (there !== null) {
      throw new CsmError('io/exists', `${join(folder, name)} is there already, with other content`, {
        hint: 'name another folder: csm demo my-demo',
        exitCode: EXIT.io,
      });
    }
    await writeWhole(join(target, name), world.cwd, text);
  }
  await world.stdout.write(`${folder} holds ${names.length} exports of an invented company: ${names.join(', ')}

Try:
  csm report --data ${folder}
  csm churn --data ${folder} --period 2024-07 --by rep
  csm nps --data ${folder} --period 2024-Q2 --compare yoy
`);
}
