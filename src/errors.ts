/** What a run may end with. Documented in `csm help exit-codes`. */
export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  data: 3,
  io: 4,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface CsmErrorOptions {
  readonly hint?: string | undefined;
  readonly exitCode?: ExitCode;
  /** Lines about the circumstances, printed between the message and the hint. */
  readonly details?: readonly string[];
  /** Where it is: `csm.config.json:2:3`. */
  readonly at?: string | undefined;
  /** What else is wrong, and is told along with it. */
  readonly others?: readonly CsmError[];
}

/** The only error that is printed without a stack: something the user can put right. */
export class CsmError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;
  readonly details: readonly string[];
  readonly at: string | undefined;
  readonly others: readonly CsmError[];

  constructor(code: string, message: string, options: CsmErrorOptions = {}) {
    super(message);
    const { hint, exitCode = EXIT.usage, details = [], at, others = [] } = options;
    this.code = code;
    this.hint = hint;
    this.exitCode = exitCode;
    this.details = details;
    this.at = at;
    this.others = others;
  }
}

export type Level = 'error' | 'warning' | 'note';

/** Something found in the data. Issues travel beside the rows; they are not thrown. */
export interface Issue {
  /** `<area>/<slug>`, such as `field/out-of-range`. */
  readonly code: string;
  readonly level: Level;
  /** As it was named on the command line; null when it is about the run as a whole. */
  readonly file: string | null;
  /** Physical line and character column, from 1. */
  readonly line: number | null;
  readonly column: number | null;
  readonly field: string | null;
  readonly message: string;
  readonly hint: string | null;
  /** The cell as it stood, ready to be shown. */
  readonly excerpt: string | null;
}

/** An issue that has no place in a file. */
export function notice(code: string, level: Level, message: string, hint: string | null = null): Issue {
  return { code, level, file: null, line: null, column: null, field: null, message, hint, excerpt: null };
}

/** Issues of one code in one column of one file. The first few are kept whole, the rest are counted. */
export interface IssueGroup {
  readonly first: readonly Issue[];
  readonly count: number;
  readonly firstLine: number | null;
  readonly lastLine: number | null;
}
