import type { Host } from '../model/host.ts';
import type { SourceFile } from '../model/policy-source.ts';
import { exportsAmong, readSources } from '../sources/index.ts';

/** Values of template parameters, by name. */
export type Bindings = Readonly<Record<string, string | readonly string[]>>;

/**
 * The sources as they are with these values. The template of a nested stack takes its values from the stack
 * that nests it, as it does in a deployment: it is read through that one.
 */
export function reRead(sources: readonly SourceFile[], parameters: Bindings, host: Pick<Host, 'readFile'> | undefined): readonly SourceFile[] {
  const names = Object.keys(parameters);
  const roots = new Map(sources.map((source) => [source.path, source]));
  const options = host === undefined ? { parameters } : { parameters, host, exported: exportsAmong([...roots.keys()], { host, parameters }) };
  const direct: SourceFile[] = [];
  const nested: SourceFile[] = [];
  for (const source of roots.values()) {
    const [file = source, ...behind] = takesParameters(source) && mayTell(source, names) ? readSources(source.path, source.text, options) : [source];
    direct.push(file);
    nested.push(...behind);
  }
  const known = new Set(nested.map(({ path }) => path));
  return [...direct.filter(({ path }) => !known.has(path)), ...nested];
}

function takesParameters({ format }: SourceFile): boolean {
  return format !== undefined && !WITHOUT_PARAMETERS.has(format);
}

const WITHOUT_PARAMETERS: ReadonlySet<NonNullable<SourceFile['format']>> = new Set(['policy', 'account', 'terraform']);

/** Whether values of these names can change a template: it has them itself, or a stack inside of it or beside it may. */
function mayTell({ format, text }: SourceFile, names: readonly string[]): boolean {
  if (format !== 'cloudformation' && format !== 'sam') return true;
  return names.some((name) => name.includes('::') || text.includes(name)) || /AWS::(?:CloudFormation::Stack|Serverless::Application)|ImportValue/.test(text);
}
