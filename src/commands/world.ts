/** What a run may touch of the world. `main` gives the real one, tests their own. */
export interface World {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Now, in ms since the epoch: asked only where the user's question depends on today. */
  now(): number;
  readonly stdin: { readonly stream: AsyncIterable<Buffer>; readonly isTTY: boolean };
  readonly stdout: {
    write(content: string | Uint8Array): Promise<void>;
    readonly isTTY: boolean;
    readonly columns: number | undefined;
  };
  readonly stderr: { write(text: string): void; readonly isTTY: boolean };
  /** The folder csm is installed in. */
  readonly home: string;
}
