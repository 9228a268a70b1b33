import type { Fix } from '../model/finding.ts';
import { member } from '../model/located.ts';
import type { PrincipalEntry } from '../model/principal.ts';
import { defineRule, type Rule, type RuleContext } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { removeItems } from './support/list-edit.ts';
import { principalsOf } from './support/principals.ts';
import { standsAsWritten } from './support/source-text.ts';
import { statementNode } from './support/statement-node.ts';
import type { StatementView } from './support/statement-view.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'redundant-trust-principal',
    docs: {
      summary: 'sessions of a role as principals beside the role itself',
      sources: [`${PRINCIPAL_ELEMENT}#principal-role-session`, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'suggestion',
    presets: ['strict', 'access-analyzer'],
    policyTypes: ['trust'],
    fixable: true,
    messages: {
      session: {
        text: 'the role `{{role}}` is named too, which covers all of its sessions: leave out this session, or the role if only the session is meant',
        accessAnalyzerCode: 'REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY',
      },
    },
  },
  create: (context) => ({
    statement(view) {
      const principals = principalsOf(view).map((entry) => ({ entry, pattern: entry.pattern }));
      for (const { entry, pattern } of principals) {
        if (pattern.kind !== 'assumedRole') continue;
        const role = principals.find(({ pattern: other }) => other.kind === 'role' && other.accountId === pattern.accountId && other.name === pattern.roleName);
        if (role === undefined) continue;
        const fix = removePrincipal(context, view, [entry, role.entry]);
        context.report({ messageId: 'session', data: { role: role.entry.text }, loc: entry.loc, ...(fix === undefined ? {} : { fix }) });
      }
    },
  }),
});

/** Only from a list that has both of them as they were read. */
function removePrincipal({ source, text }: Pick<RuleContext, 'source' | 'text'>, { statement }: StatementView, [gone, kept]: readonly [PrincipalEntry, PrincipalEntry]): Fix | undefined {
  const list = member(member(statementNode(source, statement), 'Principal'), 'AWS');
  if (text === undefined || list?.kind !== 'array' || !standsAsWritten(text, list)) return undefined;
  const places = [gone, kept].map(({ loc }) => list.items.findIndex((item) => loc.span !== undefined && item.loc.span?.start === loc.span.start));
  const [place] = places;
  const edits = place === undefined || places.includes(-1) ? undefined : removeItems(text, list, new Set([place]));
  return edits === undefined ? undefined : { description: 'remove the session', edits };
}
