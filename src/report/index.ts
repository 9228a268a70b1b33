import type { Formatter } from './formatter.ts';

/** Every output format, loaded when it is asked for. */
const FORMATTERS = {
  stylish: async () => (await import('./stylish.ts')).stylish,
  json: async () => (await import('./json.ts')).json,
} as const satisfies Readonly<Record<string, () => Promise<Formatter>>>;

export type FormatName = keyof typeof FORMATTERS;

export const FORMATS: readonly FormatName[] = Object.keys(FORMATTERS).filter(isFormat);

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATTERS, name);
}

export async function loadFormatter(name: FormatName): Promise<Formatter> {
  return FORMATTERS[name]();
}
