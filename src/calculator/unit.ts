import type { Unit } from './metric.ts';

/** Rounds half away from zero, on the decimal digits a reader sees: 1.005 to two places is 1.01. */
export function round(value: number, places: number): number {
  const [digits, exponent = '0'] = String(Math.abs(value)).split('e');
  const scaled = Math.round(Number(`${digits}e${Number(exponent) + places}`));
  const rounded = Number(`${scaled}e${-places}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** A hundredfold by its decimal digits: 0.0295 is 2.95, which a product in binary falls short of. */
function percent(ratio: number): number {
  const [digits, exponent = '0'] = String(ratio).split('e');
  return Number(`${digits}e${Number(exponent) + 2}`);
}

/** Digits with a thin gap every three: 1 204. The locale of the machine has no say. */
function fixed(value: number, places: number): string {
  const [whole = '', fraction] = Math.abs(round(value, places)).toFixed(places).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ' ');
  const sign = round(value, places) < 0 ? '-' : '';
  return fraction === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${fraction}`;
}

/** Writes a value for people; money comes in minor units, of which a major one has 10 ^ decimals. The only place that rounds. */
export const format: Readonly<Record<Unit, (value: number, decimals: number) => string>> = {
  ratio: (value) => `${fixed(percent(value), 1)} %`,
  points: (value) => (round(value, 0) > 0 ? `+${fixed(value, 0)}` : fixed(value, 0)),
  score: (value) => fixed(value, 2),
  // Answers within minutes are what matters: a first response after two of them is not 0.0 h.
  hours: (value) => `${fixed(value, Math.abs(value) < 1 ? 2 : 1)} h`,
  money: (value, decimals) => fixed(value / 10 ** decimals, decimals),
  count: (value) => fixed(value, 0),
};

/** Writes a change, with its sign; a change of ratios is in percentage points. */
export function formatChange(unit: Unit, delta: number, decimals: number): string {
  const text =
    unit === 'ratio'
      ? `${fixed(percent(delta), 1)} pp`
      : unit === 'points'
        ? fixed(delta, 1)
        : format[unit](delta, decimals).replace(/^\+/, '');
  return /^-|^0(\.0+)?( |$)/.test(text) ? text : `+${text}`;
}
