import type { SourceFile, SourcePrincipal } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import type { SourceStack } from '../../model/policy-source.ts';
import { isOutside } from '../cloudformation/principals/outside.ts';
import { isKnown, isMadeUp } from '../cloudformation/principals/values.ts';
import { outermost, type RunNames } from './run-names.ts';

/** A user, role or group that a file attaches policies to without making it, in all its forms. */
export interface Outsider {
  readonly file: SourceFile;
  readonly forms: readonly SourcePrincipal[];
  readonly first: SourcePrincipal;
}

/** Whom an outsider turns out to be among the principals that other files of the run make, by their forms. */
export interface Link {
  readonly outsider: Outsider;
  readonly certain: ReadonlySet<SourcePrincipal>;
  readonly perhaps: ReadonlySet<SourcePrincipal>;
}

interface Made {
  readonly file: SourceFile;
  readonly principal: SourcePrincipal;
}

export function linksAmong(files: readonly SourceFile[], names: RunNames): readonly Link[] {
  const outsiders = files.flatMap(outsidersOf);
  if (outsiders.length === 0) return [];
  const made = files.flatMap((file) => file.principals.filter((principal) => !isOutside(principal)).map((principal): Made => ({ file, principal })));
  const byName = new Map<string, Made[]>();
  for (const each of made) for (const key of names.givenKeys(each.principal.name, each.file)) byName.set(key, [...(byName.get(key) ?? []), each]);
  return outsiders.map((outsider) => linkOf(outsider, made, byName, names));
}

function outsidersOf(file: SourceFile): readonly Outsider[] {
  const found = new Map<string, { readonly first: SourcePrincipal; readonly forms: SourcePrincipal[] }>();
  for (const principal of file.principals.filter(isOutside)) {
    const key = `${principal.kind} ${principal.id}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { first: principal, forms: [principal] });
    else known.forms.push(principal);
  }
  return [...found.values()].map((each) => ({ file, ...each }));
}

function linkOf(outsider: Outsider, made: readonly Made[], byName: ReadonlyMap<string, readonly Made[]>, names: RunNames): Link {
  const { file, first } = outsider;
  const mayHold = ({ file: other, principal }: Made): boolean => other !== file && principal.kind === first.kind && !isElsewhere(principal.arn, first.arn);
  const named = [...new Set(names.keys(first.name, file).flatMap((key) => byName.get(key) ?? []))].filter(mayHold);
  const isOne = new Set(named.map(({ file: { path }, principal: { id } }) => `${path}\n${id}`)).size === 1 && new Set(named.map((each) => each.file)).size === 1;
  const isSure = isOne && isThere(outsider, names.stackOf(file)) && named.every(({ principal }) => accountIn(principal.arn) === accountIn(first.arn));
  if (isSure) return { outsider, certain: new Set(named.map(({ principal }) => principal)), perhaps: new Set() };
  const root = outermost(names.stackOf(file));
  const others = named.length > 0 ? [] : made.filter((each) => mayHold(each) && outermost(names.stackOf(each.file)) === root && mayBe(first.name, each.principal.name));
  return { outsider, certain: new Set(), perhaps: new Set([...named, ...others].map(({ principal }) => principal)) };
}

/** Whether the policies are attached whatever the conditions are, and all of them are read. */
function isThere({ first, forms }: Outsider, stack: SourceStack): boolean {
  return forms.length === 1 && (first.when ?? []).length === 0 && first.attachments.every(({ unseen, group }) => unseen === undefined || group !== undefined) && isAlways(stack);
}

function isAlways({ outer }: SourceStack): boolean {
  return outer === undefined || (outer.isCertain && isAlways(outer.stack));
}

/** Whether names of two stacks that differ may yet be one: nobody knows beforehand what AWS makes up. */
function mayBe(a: TemplateText, b: TemplateText): boolean {
  return !(isKnown(a) && isKnown(b)) && !isMadeUp(a) && !isMadeUp(b);
}

function isElsewhere(a: TemplateText, b: TemplateText): boolean {
  const [one, other] = [accountIn(a), accountIn(b)];
  return one !== other && /^\d{12}$/.test(one) && /^\d{12}$/.test(other);
}

/** The account field of an ARN; an unknown value stands for itself. */
function accountIn(arn: TemplateText): string {
  const whole = arn.map((part) => (typeof part === 'string' ? part : `<${part.name.replaceAll(':', '.')}>`)).join('');
  return whole.split(':')[4] ?? '';
}
