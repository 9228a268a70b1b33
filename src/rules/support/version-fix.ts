import type { Fix } from '../../model/finding.ts';
import type { LocatedNode, LocatedObject } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import type { RuleContext } from '../rule.ts';
import { replaceText } from './replace-text.ts';
import { isWithin, writtenSpan } from './source-text.ts';

const VERSION = '2012-10-17';

/** Writes the current version over the old one. */
export function replaceVersion(context: Pick<RuleContext, 'source' | 'text'>, loc: Location, old: string): Fix | undefined {
  return meansTheSame(context) ? replaceText(context, loc, old, VERSION) : undefined;
}

/** Puts the version in front of everything else, in the way the first element is written. */
export function addVersion(context: Pick<RuleContext, 'source' | 'text'>): Fix | undefined {
  const { text, source: { node } } = context;
  if (text === undefined || node.kind !== 'object' || !meansTheSame(context)) return undefined;
  const added = versionBefore(text, node);
  return added === undefined ? undefined : { description: `add \`Version\` \`${VERSION}\``, edits: [{ span: { start: added.at, end: added.at }, text: added.text }] };
}

function versionBefore(text: string, { members, loc }: LocatedObject): { readonly at: number; readonly text: string } | undefined {
  const [first] = members;
  const { span } = loc;
  if (first?.keyLoc.span === undefined || span === undefined || !isWithin(first.keyLoc, span)) return undefined;
  const at = first.keyLoc.span.start;
  const inside = writtenSpan(text, first.keyLoc, first.key);
  if (inside === undefined) return undefined;
  const quote = inside.start === at ? '' : text.charAt(at);
  const key = `${quote}Version${quote}: ${quote === '' ? '"' : quote}${VERSION}${quote === '' ? '"' : quote}`;
  const gap = text.slice(span.start, at);
  if (/^\{\s*$/.test(gap)) {
    const lineBreak = /\r?\n[ \t]*$/.exec(gap);
    return { at, text: `${key},${lineBreak?.[0] ?? ' '}` };
  }
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const indent = text.slice(lineStart, at);
  const isBlockMap = gap === '' && /^[ ]*$/.test(indent);
  return isBlockMap ? { at, text: `${key}${text.includes('\r\n') ? '\r\n' : '\n'}${indent}` } : undefined;
}

/**
 * Whether the document means the same in the current language, where `${` begins a policy variable. What a
 * template puts in must be sure to bring none along, under every condition of the template.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
function meansTheSame({ source, text }: Pick<RuleContext, 'source' | 'text'>): boolean {
  const { policy, node } = source;
  return text !== undefined && policy !== undefined && source.errors.length === 0 && policy.unseen.length === 0 && (source.when ?? []).length === 0 && hasNoVariable(text, node);
}

function hasNoVariable(text: string, node: LocatedNode): boolean {
  switch (node.kind) {
    case 'object':
      return node.members.every(({ key, value }) => !key.includes('$') && hasNoVariable(text, value));
    case 'array':
      return node.items.every((item) => hasNoVariable(text, item));
    case 'string':
      return node.text.every((part) => (typeof part === 'string' ? !part.includes('$') && isWritten(text, node.loc, part) : bringsNone(part)));
    case 'unknown':
      return bringsNone(node.unknown);
    case 'number':
    case 'boolean':
    case 'null':
      return true;
  }
}

/** Text that is not in the file, such as a parameter's value, may be another one tomorrow. */
function isWritten(text: string, { span }: Location, part: string): boolean {
  return span !== undefined && text.slice(span.start, span.end).includes(part);
}

function bringsNone({ shape, maybeList }: UnknownValue): boolean {
  if (maybeList === true) return shape.kind === 'plain';
  return shape.kind === 'plain' || shape.kind === 'accountId' || shape.kind === 'region' || shape.kind === 'partition';
}
