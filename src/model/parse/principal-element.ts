import { describeKind, type LocatedMember, type LocatedNode } from '../located.ts';
import type { PrincipalElement } from '../policy.ts';
import { PRINCIPAL_TYPES, parsePrincipalPattern, type PrincipalEntry, type PrincipalType } from '../principal.ts';
import type { SourceError } from '../source-error.ts';
import { displayText, knownText, type TemplateText } from '../unknown-value.ts';
import { nearest } from './nearest.ts';

export function parsePrincipals(
  { kind, member }: { readonly kind: 'Principal' | 'NotPrincipal'; readonly member: LocatedMember },
  report: (error: SourceError) => void,
): PrincipalElement {
  return { kind, entries: entriesOf(member.value, kind, report), keyLoc: member.keyLoc, loc: member.value.loc };
}

function entriesOf(node: LocatedNode, element: string, report: (error: SourceError) => void): readonly PrincipalEntry[] {
  if (node.kind === 'unknown') {
    const text: TemplateText = [node.unknown];
    return [{ pattern: { kind: 'unresolved', text, of: 'AWS' }, type: 'all', text: displayText(text), loc: node.loc }];
  }
  if (node.kind === 'string') {
    const known = knownText(node.text);
    if (known === '*') return [{ pattern: { kind: 'anyone', of: 'all' }, type: 'all', text: '*', loc: node.loc }];
    const text = displayText(node.text);
    if (known === undefined) {
      // The only string that is valid here is `*`.
      return [{ pattern: { kind: 'unresolved', text: node.text, of: 'AWS' }, type: 'all', text, loc: node.loc }];
    }
    report({ code: 'invalid-principal', message: `\`${element}\` is \`*\` or an object such as \`{ "AWS": "${text}" }\``, loc: node.loc });
    return [{ pattern: { kind: 'invalid', text }, type: 'all', text, loc: node.loc }];
  }
  if (node.kind !== 'object') {
    report({ code: 'invalid-principal', message: `expected \`*\` or an object such as \`{ "AWS": "111122223333" }\` as \`${element}\`, found ${describeKind(node)}`, loc: node.loc });
    return [];
  }
  return node.members.flatMap((member) => memberEntries(member, element, report));
}

function memberEntries(member: LocatedMember, element: string, report: (error: SourceError) => void): readonly PrincipalEntry[] {
  const type = PRINCIPAL_TYPES.find((candidate) => candidate === member.key);
  if (type === undefined) {
    const hint = nearest(member.key, PRINCIPAL_TYPES) ?? PRINCIPAL_TYPES.join('`, `');
    report({
      code: 'invalid-principal-key',
      message: `\`${member.key}\` is no type of principal: expected \`${hint}\``,
      loc: member.keyLoc,
    });
    return [];
  }
  const items = member.value.kind === 'array' ? member.value.items : [member.value];
  return items.flatMap((item) => {
    const text = textOf(item);
    if (text === undefined) {
      report({ code: 'wrong-type', message: `expected a string in \`${element}.${type}\`, found ${describeKind(item)}`, loc: item.loc });
      return [];
    }
    return [entry(type, text, item, report)];
  });
}

/** An account ID is often written without quotes; its source text still has the leading zero. */
function textOf(node: LocatedNode): TemplateText | undefined {
  if (node.kind === 'string') return node.text;
  if (node.kind === 'number') return [node.source];
  return node.kind === 'unknown' ? [node.unknown] : undefined;
}

function entry(type: PrincipalType, text: TemplateText, node: LocatedNode, report: (error: SourceError) => void): PrincipalEntry {
  const pattern = parsePrincipalPattern(type, text);
  const shown = displayText(text);
  if (pattern.kind === 'invalid') {
    const expected = type === 'AWS' ? 'an account ID of 12 digits, the ARN of an account, user, role or session, or `*`' : 'a name';
    report({ code: 'invalid-principal', message: `\`${shown}\` is no \`${type}\` principal: expected ${expected}`, loc: node.loc });
  }
  return { pattern, type, text: shown, loc: node.loc };
}
