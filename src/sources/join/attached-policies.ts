import type { AttachmentKind, PolicyAttachment, SourceFile, SourcePrincipal, SourceStack } from '../../model/policy-source.ts';
import { notMadeHere } from '../cloudformation/principals/outside.ts';
import { isKnown, isMadeUp } from '../cloudformation/principals/values.ts';
import { handedTo } from '../handed-principals.ts';
import { sameText } from '../same-node.ts';
import { linksAmong, type Link } from './links.ts';
import type { RunNames } from './run-names.ts';
import { seenPolicy } from './seen-policy.ts';

/**
 * The files of a run, with policies that one template attaches to a principal and another one makes it: by
 * the name that both write, or that a parameter, an output or an import hands over. Where it is not certain
 * that they are attached to it, the principal is said to be partial.
 */
export function withAttachedPolicies(files: readonly SourceFile[], names: RunNames): readonly SourceFile[] {
  const links = linksAmong(files, names);
  if (links.length === 0) return files;
  return files.map((file) => {
    const principals = file.principals.map((principal) => completed(principal, file, { files, links, names }));
    return principals.every((principal, index) => principal === file.principals[index]) ? file : { ...file, principals };
  });
}

interface Run {
  readonly files: readonly SourceFile[];
  readonly links: readonly Link[];
  readonly names: RunNames;
}

function completed(principal: SourcePrincipal, file: SourceFile, run: Run): SourcePrincipal {
  const outside = run.links.find(({ outsider }) => outsider.forms.includes(principal));
  if (outside !== undefined) return identified(principal, outside, run);
  const groups = file.principals.filter((group) => group.kind === 'group' && principal.groups?.some((arn) => sameText(arn, group.arn)) === true);
  const own = additionsTo(principal, file, run);
  const ofGroups = groups.flatMap((group) => additionsTo(group, file, run, 'group'));
  const additions = [...own, ...ofGroups];
  const partial = principal.partial.filter((reason) => !isSettled(reason, principal, file, run));
  if (additions.length === 0 && partial.length === principal.partial.length) return principal;
  return {
    ...principal,
    attachments: [...principal.attachments, ...additions.flatMap(({ attachments }) => attachments)],
    partial: [...new Set([...partial, ...additions.flatMap((each) => each.partial)])],
  };
}

/** An outsider of which one principal of the run has all that it has. */
function identified(principal: SourcePrincipal, { certain }: Link, { files }: Run): SourcePrincipal {
  // One that is made only under some conditions may be another one under others.
  const home = [...certain].some(({ when = [] }) => when.length === 0) ? files.find(({ principals }) => principals.some((each) => certain.has(each))) : undefined;
  if (home === undefined) return principal;
  const reason = `the ${principal.kind} \`${principal.id}\` is made in ${home.path}: it may have other policies there`;
  return { ...principal, madeIn: home.path, partial: principal.partial.map((before) => (before === notMadeHere(principal) ? reason : before)) };
}

type Additions = Pick<SourcePrincipal, 'attachments' | 'partial'>;

function additionsTo(principal: SourcePrincipal, file: SourceFile, { links, names }: Run, kind?: AttachmentKind): readonly Additions[] {
  return links.flatMap(({ outsider, certain, perhaps }): readonly Additions[] => {
    if (perhaps.has(principal)) return [{ attachments: [], partial: [`${outsider.file.path} may attach policies to it`] }];
    if (!certain.has(principal)) return [];
    const { first } = outsider;
    const attachments = first.attachments.map(({ source, ...attachment }): PolicyAttachment => ({
      ...attachment,
      kind: kind ?? attachment.kind,
      ...(source === undefined ? {} : { imported: seenPolicy(source, outsider.file, file, names) }),
      loc: principal.loc,
    }));
    return [{ attachments, partial: first.partial.filter((reason) => reason !== notMadeHere(first)) }];
  });
}

/** Whether the reason is that a nested stack is given the principal, and all that the stack attaches is told. */
function isSettled(reason: string, principal: SourcePrincipal, file: SourceFile, { files, links, names }: Run): boolean {
  const inner = files.filter((other) => isInside(names.stackOf(other), names.stackOf(file), reason));
  if (inner.length === 0 || inner.some(({ errors }) => errors.some(({ code }) => code === 'unseen-part'))) return false;
  return links.every(({ outsider: { file: from, first }, certain }) => {
    if (!inner.includes(from) || first.kind !== principal.kind || certain.size > 0) return true;
    // A name that is told, and the principal's is not: had it been handed over, it would be known for it.
    const name = names.seen(first.name, from, file);
    return (isKnown(name) || isMadeUp(name)) && !sameText(name, principal.name);
  });
}

function isInside({ outer }: SourceStack, around: SourceStack, reason: string): boolean {
  if (outer === undefined) return false;
  return (outer.stack === around && handedTo(outer.logicalId) === reason) || isInside(outer.stack, around, reason);
}
