import { type Exports, dataset } from './generate.ts';
import { Random } from './random.ts';
import { csv, type Row } from './text.ts';

/** A company whose subscriptions say why they ended; some that ended are unpaid, past due or paused as of the export. */
export function withReasons(seed: number): Exports {
  const random = new Random(seed + 9_000_000);
  const exports = dataset(seed);
  const [first = '', ...lines] = exports.subscriptions.trimEnd().split('\n');
  const header = first.split(',');
  const columns = random.chance(0.8) ? [...header, 'cancel_reason'] : header;
  const rows = lines.map((line): Row => {
    const cells = line.split(',');
    const cellOf = (column: string) => cells[header.indexOf(column)] ?? '';
    const ended = cellOf('ended_at') !== '';
    const state = ended && random.chance(0.25) ? random.pick(['unpaid', 'past_due', 'paused']) : cellOf('status');
    const reason = random.pick(ended ? REASONS : ['', '', '', 'price']);
    const said: Row = { status: state, cancel_reason: reason };
    return Object.fromEntries(columns.map((column) => [column, said[column] ?? cellOf(column)]));
  });
  return { ...exports, subscriptions: csv(columns, rows) };
}

const REASONS = [
  '',
  '',
  'non-payment',
  'Non-Payment',
  'tax location invalid',
  'price',
  'no need of it any more',
  'price after a non-payment',
];
