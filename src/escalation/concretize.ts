import { fromParts, splitArnPattern } from '../model/arn.ts';
import { isAnything, type Pattern } from '../model/pattern.ts';
import type { ArnForm } from './arn-forms.ts';
import { fill, patternMatches, type VariableValue } from './glob.ts';
import type { Place } from './world.ts';

/** The ARN that is made up where nothing says otherwise. */
export function exampleArn(form: ArnForm, { partition, region, account }: Place, name: string = form.example): string {
  return `arn:${partition}:${form.service}:${form.regional ? region : ''}:${form.account === 'own' ? account : ''}:${form.prefix}${name}`;
}

/**
 * An ARN of a form that the pattern of a Resource element stands for, or undefined if none comes to
 * mind. Whoever asks has it decided: a text that fits the pattern may still be denied.
 */
export function concretize(pattern: Pattern, form: ArnForm, place: Place, valueOf: VariableValue, name?: string): string | undefined {
  const example = exampleArn(form, place, name);
  if (isAnything(pattern)) return example;
  const known = substitute(pattern, valueOf);
  if (patternMatches(known, example)) return example;
  const arn = splitArnPattern(known);
  if (arn === undefined) return undefined;
  const partition = field(arn.partition, place.partition);
  const service = field(arn.service, form.service);
  const region = field(arn.region, form.regional ? place.region : '');
  const account = field(arn.account, form.account === 'own' ? place.account : '');
  if (service !== form.service || (!form.regional && region !== '')) return undefined;
  if (form.account === 'none' && account !== '') return undefined;
  if (form.account === 'own' && account !== place.account) return undefined;
  const rest = `${form.prefix}${name ?? form.example}`;
  const filled = fill(arn.resource, valueOf);
  const resource = patternMatches(arn.resource, rest) ? rest : [filled, `${form.prefix}${filled}`].find((text) => fits(text, form, arn.resource));
  return resource === undefined ? undefined : `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** The usual value if the field lets it be, else one that it stands for. */
function field(pattern: Pattern, usual: string): string {
  return patternMatches(pattern, usual) ? usual : fill(pattern, () => undefined);
}

function fits(text: string, { prefix }: ArnForm, pattern: Pattern): boolean {
  return text.startsWith(prefix) && text.length > prefix.length && patternMatches(pattern, text);
}

/** The pattern with its variables' values put in. */
export function substitute(pattern: Pattern, valueOf: VariableValue): Pattern {
  if (!pattern.parts.some(({ kind }) => kind === 'variable')) return pattern;
  return fromParts(
    pattern.parts.map((part) => (part.kind === 'variable' ? { kind: 'literal', text: valueOf(part.key) ?? part.default ?? 'x' } : part)),
  );
}

/**
 * A text that two patterns stand for, made of the beginning of the one and the end of the other; each
 * may be scoped in its own way, such as `role/app-*` and `role/*-dev`. Undefined if that does not do.
 */
export function common(a: Pattern, b: Pattern, valueOf: VariableValue): string | undefined {
  const [first, second] = [substitute(a, valueOf), substitute(b, valueOf)];
  const candidates = [spliced(first, second, valueOf), spliced(second, first, valueOf)];
  return candidates.find((text) => patternMatches(first, text) && patternMatches(second, text));
}

function spliced(from: Pattern, to: Pattern, valueOf: VariableValue): string {
  const end = to.parts.findLastIndex(({ kind }) => kind === 'anyRun');
  const head = fill(fromParts(from.parts.slice(0, from.parts.findLastIndex(({ kind }) => kind === 'anyRun') + 1)), valueOf);
  return `${head}${fill(fromParts(to.parts.slice(end + 1)), valueOf)}`;
}
