import { service } from '../reference/services.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, RCP_SYNTAX } from './support/aws-pages.ts';
import { isEveryone } from './support/principals.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'rcp-syntax',
    docs: {
      summary: 'what a resource control policy cannot have',
      sources: [RCP_SYNTAX, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['rcp'],
    messages: {
      principal: {
        text: 'the only principal of a resource control policy is `"*"`: write that, and name the principals with a condition on `aws:PrincipalArn`',
        accessAnalyzerCode: 'RCP_SYNTAX_ERROR_PRINCIPAL',
      },
      allow: {
        text: 'a resource control policy can only deny; the one `Allow` there is, of everything to everyone, is attached by AWS: write a `Deny`',
        accessAnalyzerCode: 'RCP_SYNTAX_ERROR_ALLOW',
      },
      notAction: {
        text: 'a resource control policy does not take `NotAction`: list the actions to deny',
        accessAnalyzerCode: 'RCP_SYNTAX_ERROR_NOTACTION',
      },
      everything: {
        text: 'a resource control policy cannot deny `*`: name the services, as in `s3:*`',
        accessAnalyzerCode: 'RCP_SYNTAX_ERROR_ACTION',
      },
      service: {
        text: 'resource control policies do not apply to `{{service}}`: leave out `{{action}}`',
        accessAnalyzerCode: 'RCP_SYNTAX_ERROR_ACTION',
      },
    },
  },
  create: (context) => ({
    statement({ statement, actions, resources }) {
      const { effect, principal, action, resource, conditionLoc, loc, effectLoc } = statement;
      if (principal?.kind === 'NotPrincipal') context.report({ messageId: 'principal', loc: principal.keyLoc });
      const ofAll = principal?.kind === 'Principal' && principal.entries.every((entry) => isEveryone(entry) || entry.pattern.kind === 'unresolved');
      if (action.kind === 'NotAction') context.report({ messageId: 'notAction', loc: action.keyLoc });
      if (effect === 'Allow') {
        const everything = action.kind === 'Action' && actions.some((entry) => entry.all || entry.text === undefined);
        const everywhere = ofAll && resource?.kind === 'Resource' && resources.every((entry) => entry.all || entry.unresolved);
        if (!everything || !everywhere || conditionLoc !== undefined) context.report({ messageId: 'allow', loc: effectLoc.span === undefined ? loc : effectLoc });
        return;
      }
      if (principal?.kind === 'Principal' && !ofAll) context.report({ messageId: 'principal', loc: principal.loc });
      if (action.kind === 'NotAction') return;
      for (const { entry, all, service: prefix } of actions) {
        if (all) context.report({ messageId: 'everything', loc: entry.loc });
        else if (prefix !== undefined && service(prefix)?.supportsRcp === false) {
          context.report({ messageId: 'service', data: { service: prefix, action: entry.pattern.text }, loc: entry.loc });
        }
      }
    },
  }),
});
