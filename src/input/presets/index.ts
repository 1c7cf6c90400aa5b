import type { Preset } from './preset.ts';

/** Every vendor's export csm knows. */
export const presets: readonly Preset[] = [];
