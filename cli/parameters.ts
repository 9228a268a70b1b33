import { readParameterFile } from '../src/sources/index.ts';
import { errorText, readText } from './run/policy-files.ts';
import { UsageError } from './usage-error.ts';

/** The options that bind template parameters, which several commands have. */
export interface ParameterOptions {
  readonly parameter?: Readonly<Record<string, string>>;
  readonly parameterFile?: readonly string[];
}

/** What is said for itself goes over what a file says, and a later file over an earlier one. */
export function parameterValues({ parameter, parameterFile }: ParameterOptions): Readonly<Record<string, string | readonly string[]>> {
  const values = new Map<string, string | readonly string[]>();
  for (const path of parameterFile ?? []) {
    const text = readText(path);
    const { parameters, errors } = readParameterFile(path, text);
    const [error] = errors;
    if (error !== undefined) throw new UsageError(errorText({ path, text }, error));
    for (const [name, value] of Object.entries(parameters)) values.set(name, value);
  }
  for (const [name, value] of Object.entries(parameter ?? {})) values.set(name, value);
  return Object.fromEntries(values);
}
