import type { Formatter } from './formatter.ts';

export type FormatName = 'stylish' | 'json';

/** Every output format, loaded when it is asked for. */
const FORMATTERS: Readonly<Record<FormatName, () => Promise<Formatter>>> = {
  stylish: async () => (await import('./stylish.ts')).stylish,
  json: async () => (await import('./json.ts')).json,
};

export const FORMATS: readonly FormatName[] = Object.keys(FORMATTERS).filter(isFormat);

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATTERS, name);
}

export async function loadFormatter(name: FormatName): Promise<Formatter> {
  return FORMATTERS[name]();
}
