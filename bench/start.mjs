// How long csm takes to start, beside `node -e 0` in the same run: `node bench/start.mjs [runs]`. Ratios, never times.
// The aim: no more than 1.6 times `node -e 0` plus 60 ms.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const csm = fileURLToPath(new URL('../bin/csm.js', import.meta.url));
const acme = fileURLToPath(new URL('../fixtures/acme', import.meta.url));
const runs = Number(process.argv[2] ?? 31);
const commands = {
  'node -e 0': ['-e', '0'],
  'csm --version': [csm, '--version'],
  'csm churn': [csm, 'churn', '--period', '2024-07'],
  'csm validate': [csm, 'validate', 'subscriptions.csv'],
};

const taken = new Map(Object.keys(commands).map((name) => [name, []]));
for (let run = 0; run < runs; run++) {
  // One after the other in every round, so that a busy moment of the machine falls on all of them.
  for (const [name, args] of Object.entries(commands)) {
    const begun = performance.now();
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: acme, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
    taken.get(name).push(performance.now() - begun);
  }
}

const quantile = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(share * (times.length - 1))];
const node = taken.get('node -e 0');
console.log(`node ${process.version}, ${runs} runs                  least  quarter  median   of the aim`);
for (const [name, times] of taken) {
  const [least, quarter, median] = [0, 0.25, 0.5].map((share) => quantile(times, share));
  const share = median / (1.6 * quantile(node, 0.5) + 60);
  const numbers = [least, quarter, median].map((time) => `${time.toFixed(0)} ms`.padStart(8)).join('');
  console.log(
    `${name.padEnd(36)}${numbers}${name === 'node -e 0' ? '' : `${(share * 100).toFixed(0)} %`.padStart(12)}`,
  );
}
