import type { LocatedNode } from '../model/located.ts';
import { parsePolicyNode } from '../model/parse/policy.ts';
import type { PolicyAttachment, SourceFile, SourcePolicy, SourcePrincipal } from '../model/policy-source.ts';
import type { TemplateText } from '../model/unknown-value.ts';
import { asSeenFrom } from './cloudformation/elsewhere.ts';
import { notInFile } from './cloudformation/principals/principals.ts';
import { fileName } from './paths.ts';

/** A managed policy, and how another stack calls the stack that makes it. */
interface Candidate {
  readonly file: SourceFile;
  readonly source: SourcePolicy;
  readonly stack: string;
}

/**
 * The files of a run, with managed policies that one template attaches and another one makes: by their ARN,
 * as `Fn::ImportValue` brings it or as both write it. What more than one policy may be, or none for
 * certain, stays unseen.
 */
export function joinFiles(files: readonly SourceFile[]): readonly SourceFile[] {
  if (!files.some(({ principals }) => principals.some((principal) => heldBy(principal).some(isOpen)))) return files;
  const candidates = managedPolicies(files);
  if (candidates.size === 0) return files;
  return files.map((file) => {
    const principals = file.principals.map((principal) => joined(principal, file, candidates));
    return principals.every((principal, index) => principal === file.principals[index]) ? file : { ...file, principals };
  });
}

function heldBy({ attachments, boundary }: SourcePrincipal): readonly PolicyAttachment[] {
  return boundary === undefined ? attachments : [...attachments, boundary];
}

function isOpen({ unseen, arn }: PolicyAttachment): boolean {
  return unseen !== undefined && arn !== undefined;
}

/** By ARN, as others see it. A file goes by its name where exports call it so, or by its whole path. */
function managedPolicies(files: readonly SourceFile[]): ReadonlyMap<string, readonly Candidate[]> {
  const found = new Map<string, Candidate[]>();
  for (const file of files) {
    for (const source of file.policies) {
      if (source.arn === undefined) continue;
      const { arn } = source;
      for (const stack of new Set([fileName(file.path), file.path])) {
        const key = keyOf(asSeenFrom(arn, stack));
        const same = found.get(key) ?? [];
        if (!same.some((other) => other.source === source)) found.set(key, [...same, { file, source, stack }]);
      }
    }
  }
  return found;
}

function keyOf(arn: TemplateText): string {
  return JSON.stringify(arn.map((part) => (typeof part === 'string' ? part : [part.name])));
}

function joined(principal: SourcePrincipal, file: SourceFile, candidates: ReadonlyMap<string, readonly Candidate[]>): SourcePrincipal {
  const partial = new Set(principal.partial);
  const join = (attachment: PolicyAttachment): PolicyAttachment => {
    const { unseen, arn } = attachment;
    if (unseen === undefined || arn === undefined) return attachment;
    const found = (candidates.get(keyOf(arn)) ?? []).filter((candidate) => candidate.file !== file);
    const [only] = found;
    if (only === undefined) return attachment;
    const isSure = found.length === 1 && only.source.when === undefined;
    if (partial.delete(notInFile(unseen)) && !isSure) partial.add(`the policy \`${unseen.name}\` may be ${found.length === 1 ? 'that' : 'any'} of ${found.map((candidate) => candidate.file.path).join(', ')}`);
    return isSure ? { ...attachment, imported: { file: only.file, source: seenFrom(only) } } : attachment;
  };
  const attachments = principal.attachments.map(join);
  const boundary = principal.boundary === undefined ? undefined : join(principal.boundary);
  const isSame = boundary === principal.boundary && attachments.every((attachment, index) => attachment === principal.attachments[index]);
  if (isSame && partial.size === principal.partial.length && principal.partial.every((reason) => partial.has(reason))) return principal;
  return { ...principal, attachments, ...(boundary === undefined ? {} : { boundary }), partial: [...partial] };
}

/** The policy with its unknown values under the names that they have outside of their stack. */
function seenFrom({ source, stack }: Candidate): SourcePolicy {
  const node = renamed(source.node, stack);
  const { policy } = parsePolicyNode(node, source.type);
  return source.policy === undefined || policy === undefined ? { ...source, node } : { ...source, node, policy };
}

function renamed(node: LocatedNode, stack: string): LocatedNode {
  switch (node.kind) {
    case 'object':
      return { ...node, members: node.members.map((member) => ({ ...member, value: renamed(member.value, stack) })) };
    case 'array':
      return { ...node, items: node.items.map((item) => renamed(item, stack)) };
    case 'string':
      return { ...node, text: asSeenFrom(node.text, stack) };
    case 'unknown': {
      const [unknown] = asSeenFrom([node.unknown], stack);
      return typeof unknown === 'object' ? { ...node, unknown } : node;
    }
    case 'number':
    case 'boolean':
    case 'null':
      return node;
  }
}
