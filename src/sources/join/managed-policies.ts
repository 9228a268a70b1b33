import type { PolicyAttachment, SourceFile, SourcePolicy, SourcePrincipal } from '../../model/policy-source.ts';
import { differsByAccount } from '../cloudformation/principals/own-policies.ts';
import { notInFile } from '../cloudformation/principals/principals.ts';
import type { RunNames } from './run-names.ts';
import { seenPolicy } from './seen-policy.ts';

/** A managed policy, and the file that makes it. */
interface Candidate {
  readonly file: SourceFile;
  readonly source: SourcePolicy;
}

/**
 * The files of a run, with managed policies that one template attaches and another one makes: by their ARN,
 * as `Fn::ImportValue`, an output or a parameter of a nested stack brings it, or as both write it. What more
 * than one policy may be, or none for certain, stays unseen.
 */
export function withManagedPolicies(files: readonly SourceFile[], names: RunNames): readonly SourceFile[] {
  if (!files.some(({ principals }) => principals.some((principal) => heldBy(principal).some(isOpen)))) return files;
  const candidates = managedPolicies(files, names);
  if (candidates.size === 0) return files;
  return files.map((file) => {
    const principals = file.principals.map((principal) => joined(principal, file, candidates, names));
    return principals.every((principal, index) => principal === file.principals[index]) ? file : { ...file, principals };
  });
}

function heldBy({ attachments, boundary }: SourcePrincipal): readonly PolicyAttachment[] {
  return boundary === undefined ? attachments : [...attachments, boundary];
}

function isOpen({ unseen, arn }: PolicyAttachment): boolean {
  return unseen !== undefined && arn !== undefined;
}

function managedPolicies(files: readonly SourceFile[], names: RunNames): ReadonlyMap<string, readonly Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const file of files) {
    for (const source of file.policies) {
      if (source.arn === undefined) continue;
      for (const key of names.givenKeys(source.arn, file)) found.set(key, [...(found.get(key) ?? []), { file, source }]);
    }
  }
  return found;
}

function joined(principal: SourcePrincipal, file: SourceFile, candidates: ReadonlyMap<string, readonly Candidate[]>, names: RunNames): SourcePrincipal {
  const partial = new Set(principal.partial);
  const join = (attachment: PolicyAttachment): PolicyAttachment => {
    const { unseen, arn } = attachment;
    if (unseen === undefined || arn === undefined) return attachment;
    const found = [...new Set(names.keys(arn, file).flatMap((key) => candidates.get(key) ?? []))].filter((candidate) => candidate.file !== file);
    const [only, ...others] = found;
    if (only === undefined) return attachment;
    const isSure = others.length === 0 && (only.source.when === undefined || isNamedByAws(only.source));
    if (partial.delete(notInFile(unseen)) && !isSure) partial.add(whichOf(unseen.name, found));
    if (isSure && principal.kind === 'permissionSet') partial.add(differsByAccount(only.source));
    return isSure ? { ...attachment, imported: seenPolicy(only.source, only.file, file, names) } : attachment;
  };
  const attachments = principal.attachments.map(join);
  const boundary = principal.boundary === undefined ? undefined : join(principal.boundary);
  const isSame = boundary === principal.boundary && attachments.every((attachment, index) => attachment === principal.attachments[index]);
  if (isSame && partial.size === principal.partial.length && principal.partial.every((reason) => partial.has(reason))) return principal;
  return { ...principal, attachments, ...(boundary === undefined ? {} : { boundary }), partial: [...partial] };
}

/** No other policy can have such a name: where somebody has it, the policy is there, whatever its conditions are. */
function isNamedByAws({ arn, label }: SourcePolicy): boolean {
  return arn?.some((part) => typeof part !== 'string' && part.name === label.logicalId) === true;
}

function whichOf(name: string, found: readonly Candidate[]): string {
  const paths = [...new Set(found.map(({ file }) => file.path))];
  const isOne = new Set(found.map(({ file, source }) => `${file.path}\n${source.label.logicalId ?? source.label.name}`)).size === 1 && new Set(found.map(({ file }) => file)).size === 1;
  if (isOne && found.length > 1) return `the policy \`${name}\` has ${found.length} forms in ${paths.join()}, by its conditions`;
  return `the policy \`${name}\` may be ${paths.length === 1 ? 'that' : 'any'} of ${paths.join(', ')}`;
}
