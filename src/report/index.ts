import type { Formatter } from './formatter.ts';

export type FormatName = 'stylish' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit' | 'markdown';

/** Every output format, loaded when it is asked for. */
const FORMATTERS: Readonly<Record<FormatName, () => Promise<Formatter>>> = {
  stylish: async () => (await import('./stylish.ts')).stylish,
  json: async () => (await import('./json.ts')).json,
  sarif: async () => (await import('./sarif.ts')).sarif,
  github: async () => (await import('./github.ts')).github,
  gitlab: async () => (await import('./gitlab.ts')).gitlab,
  junit: async () => (await import('./junit.ts')).junit,
  markdown: async () => (await import('./markdown.ts')).markdown,
};

export const FORMATS: readonly FormatName[] = Object.keys(FORMATTERS).filter(isFormat);

export function isFormat(name: string): name is FormatName {
  return Object.hasOwn(FORMATTERS, name);
}

export async function loadFormatter(name: FormatName): Promise<Formatter> {
  return FORMATTERS[name]();
}
