/** A list of objects in a JSON document: the keys that lead to it, joined with dots, and where its `[` stands. */
export interface List {
  readonly path: string;
  readonly start: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/gs;

/**
 * The lists of objects, or of nothing, that lie in the objects of a document, in order. Lists inside a list's rows do
 * not count. The text may be cut off: what stands before the cut is found.
 */
export function* listsOf(text: string): Generator<List> {
  const keys: string[] = [];
  let depth = 0;
  let lists = 0;
  let last = '';
  TOKEN.lastIndex = 0;
  const tokens = text.matchAll(TOKEN);
  let open: List | null = null;
  for (const { 0: token, index } of tokens) {
    if (open !== null && lists === 1 && (token === '{' || token === ']')) {
      yield open;
      open = null;
    } else if (open !== null) open = null;
    if (token === '[') {
      lists++;
      if (lists === 1 && depth > 0) open = { path: keys.slice(0, depth).join('.'), start: index };
    } else if (token === ']') lists--;
    else if (lists > 0) continue;
    else if (token === '{') depth++;
    else if (token === '}') depth--;
    else if (token === ':') keys[depth - 1] = JSON.parse(last) as string;
    last = token;
  }
}

/** The list at a path, or null. */
export function listAt(text: string, path: string): List | null {
  for (const list of listsOf(text)) if (list.path === path) return list;
  return null;
}
