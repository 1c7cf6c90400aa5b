import type { Report } from './report.ts';

/** The models that results rest on, each with the cell it is of. Money is in major units. */
export function modelRows({
  results,
  by,
  period,
  decimalsOf,
}: Pick<Report, 'results' | 'by' | 'decimalsOf'> & { readonly period: Pick<Report['period'], 'label'> }) {
  return results.flatMap(({ metric, method, segment, currency, models = [] }) => {
    const scale = 10 ** decimalsOf(currency);
    const major = (value: number, isMoney = false): number => (isMoney ? value / scale : value);
    return models.map(({ name, unit, n, parameters, logLikelihood, figures }) => ({
      metric,
      method,
      period: period.label,
      by: segment === null ? null : by,
      group: segment,
      currency,
      model: name,
      unit,
      n,
      parameters: parameters.map((each) => ({ name: each.name, value: major(each.value, each.isMoney) })),
      // A density of amounts is per unit of money: in major units it is so many times the one in minor units.
      log_likelihood: logLikelihood + (parameters.some(({ isMoney }) => isMoney) ? n * Math.log(scale) : 0),
      figures: figures.map((each) => ({
        figure: each.name,
        at: each.at,
        value: major(each.value, each.isMoney),
        observed: each.observed === null ? null : major(each.observed, each.isMoney),
      })),
    }));
  });
}
