/** A JSON Schema, as far as csm's own use the words of draft 2020-12. */
type Schema = Readonly<Record<string, unknown>> | boolean;

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);
const isType = (value: unknown, type: string): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

/** What a schema's words say of a value: each gives what is wrong at a path. A word that is not here fails the test. */
const WORDS: Readonly<
  Record<
    string,
    (
      said: never,
      value: never,
      check: (schema: Schema, value: unknown, path: string) => string[],
      schema: never,
    ) => string[]
  >
> = {
  type: (said: string | readonly string[], value: unknown) =>
    [said].flat().some((type) => isType(value, type)) ? [] : [`is ${JSON.stringify(value)}, not ${String(said)}`],
  const: (said: unknown, value: unknown) => (said === value ? [] : [`is not ${String(said)}`]),
  enum: (said: readonly unknown[], value: unknown) => (said.includes(value) ? [] : [`is none of ${said.join()}`]),
  properties: (said: Readonly<Record<string, Schema>>, value: unknown, check) =>
    typeOf(value) !== 'object'
      ? []
      : Object.entries(value as object).flatMap(([key, each]) =>
          said[key] === undefined ? [] : check(said[key], each, key),
        ),
  required: (said: readonly string[], value: unknown) =>
    typeOf(value) !== 'object' ? [] : said.filter((key) => !(key in (value as object))).map((key) => `has no ${key}`),
  additionalProperties: (said: Schema, value: unknown, check, { properties = {} }: { properties?: object }) =>
    typeOf(value) !== 'object'
      ? []
      : Object.entries(value as object).flatMap(([key, each]) => (key in properties ? [] : check(said, each, key))),
  propertyNames: (said: Schema, value: unknown, check) =>
    typeOf(value) !== 'object' ? [] : Object.keys(value as object).flatMap((key) => check(said, key, key)),
  items: (said: Schema, value: unknown, check, { prefixItems = [] }: { prefixItems?: readonly Schema[] }) =>
    Array.isArray(value) ? value.slice(prefixItems.length).flatMap((each, i) => check(said, each, String(i))) : [],
  prefixItems: (said: readonly Schema[], value: unknown, check) =>
    Array.isArray(value)
      ? said.flatMap((schema, i) => (i < value.length ? check(schema, value[i], String(i)) : []))
      : [],
  anyOf: (said: readonly Schema[], value: unknown, check) =>
    said.some((schema) => check(schema, value, '').length === 0) ? [] : ['is like none of the ways'],
  minItems: (said: number, value: unknown) => (Array.isArray(value) && value.length < said ? ['is too short'] : []),
  maxItems: (said: number, value: unknown) => (Array.isArray(value) && value.length > said ? ['is too long'] : []),
  minLength: (said: number, value: unknown) => (typeof value === 'string' && value.length < said ? ['is short'] : []),
  minimum: (said: number, value: unknown) => (typeof value === 'number' && value < said ? ['is too small'] : []),
  maximum: (said: number, value: unknown) => (typeof value === 'number' && value > said ? ['is too large'] : []),
  pattern: (said: string, value: unknown) =>
    typeof value === 'string' && !new RegExp(said, 'u').test(value) ? ['does not fit'] : [],
  format: (said: string, value: unknown) => {
    const forms: Readonly<Record<string, RegExp>> = {
      date: /^\d{4}-\d\d-\d\d$/,
      'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    };
    const form = forms[said];
    if (form === undefined) throw new Error(`no such format here: ${said}`);
    return typeof value === 'string' && !form.test(value) ? [`is no ${said}`] : [];
  },
};
const SILENT = new Set(['$schema', '$defs', 'id', 'title', 'description']);

/** What is wrong with a value by a schema, as `path: what`; nothing when it is right. */
export function wrongs(schema: Schema, value: unknown): string[] {
  const root = schema as { readonly $defs?: Readonly<Record<string, Schema>> };
  const check = (own: Schema, each: unknown, path: string): string[] => {
    if (typeof own === 'boolean') return own ? [] : [`${path}: is not allowed`];
    return Object.entries(own).flatMap(([word, said]) => {
      if (SILENT.has(word)) return [];
      if (word === '$ref') {
        const found = root.$defs?.[String(said).replace('#/$defs/', '')];
        if (found === undefined) throw new Error(`${String(said)} leads nowhere`);
        return check(found, each, path);
      }
      const judge = WORDS[word];
      if (judge === undefined) throw new Error(`no such word here: ${word}`);
      const inner = (schema: Schema, part: unknown, key: string): string[] =>
        check(schema, part, [path, key].filter((each) => each !== '').join('.'));
      return judge(said as never, each as never, inner, own as never).map((what) =>
        /^[^ ]*: /.test(what) ? what : `${path}: ${what}`,
      );
    });
  };
  return check(schema, value, '');
}
