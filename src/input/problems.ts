import type { Issue, IssueGroup, Level } from '../errors.ts';

/** Shown of a group; and, of a very bad file, kept for machine formats. */
const SHOWN = 3;
const KEPT = 10_000;

/** Everything found in the data of a run: all of it is told, not only the first, in bounded memory. */
export class Problems {
  readonly #groups = new Map<
    string,
    { first: Issue[]; count: number; firstLine: number | null; lastLine: number | null }
  >();
  readonly #all: Issue[] = [];
  readonly #counts: Record<Level, number> = { error: 0, warning: 0, note: 0 };

  add(issue: Issue): void {
    this.#counts[issue.level]++;
    if (this.#all.length < KEPT) this.#all.push(issue);
    const key = `${issue.file ?? ''}\n${issue.code}\n${issue.field ?? ''}\n${issue.level}`;
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { first: [issue], count: 1, firstLine: issue.line, lastLine: issue.line });
      return;
    }
    group.count++;
    group.lastLine = issue.line ?? group.lastLine;
    if (group.first.length < SHOWN) group.first.push(issue);
  }

  count(level: Level): number {
    return this.#counts[level];
  }

  /** In the order the first of each came up. */
  groups(...levels: Level[]): IssueGroup[] {
    return [...this.#groups.values()].filter(({ first }) => levels.includes(first[0]?.level ?? 'error'));
  }

  all(...levels: Level[]): Issue[] {
    return this.#all.filter(({ level }) => levels.includes(level));
  }

  /** One for each group, told as one: what a report's list of warnings holds. */
  summaries(...levels: Level[]): Issue[] {
    return this.groups(...levels).flatMap(({ first, count }) => {
      const [issue] = first;
      if (issue === undefined) return [];
      return [count === 1 ? issue : { ...issue, message: `${issue.message} (and ${count - 1} more)` }];
    });
  }
}
