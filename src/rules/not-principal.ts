import { parsePrincipalPattern, type PrincipalEntry, type PrincipalPattern } from '../model/principal.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS } from './support/aws-pages.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'not-principal',
    docs: {
      summary: '`NotPrincipal` where it lets in everyone else, denies those whom it names, or is not supported',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html', ACCESS_ANALYZER_CHECKS],
    },
    severity: 'security',
    presets: ['recommended', 'strict', 'access-analyzer'],
    policyTypes: ['resource', 'trust'],
    messages: {
      allow: {
        text: '`NotPrincipal` with `Allow` lets in everyone who is not named, anonymous callers included: name who may, with `Principal`',
        accessAnalyzerCode: 'ALLOW_WITH_NOT_PRINCIPAL',
      },
      trust: {
        text: 'a role trust policy does not take `NotPrincipal`: name who may assume the role, with `Principal`',
        accessAnalyzerCode: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
        severity: 'error',
      },
      incomplete: {
        text: 'the Deny spares `{{principal}}` only if `NotPrincipal` names {{missing}} too: add that, or deny with `Principal` and a condition `ArnNotEquals` on `aws:PrincipalArn`',
        severity: 'warning',
      },
    },
  },
  create: (context) => ({
    statement({ statement: { effect, principal } }) {
      if (principal?.kind !== 'NotPrincipal') return;
      if (context.type === 'trust') context.report({ messageId: 'trust', loc: principal.keyLoc });
      else if (effect === 'Allow') context.report({ messageId: 'allow', loc: principal.keyLoc });
      else {
        const named = principal.entries.map(patternOf);
        principal.entries.forEach(({ text, loc }, index) => {
          const missing = missingBeside(named[index], named);
          if (missing.length > 0) context.report({ messageId: 'incomplete', data: { principal: text, missing: missing.join(' and ') }, loc });
        });
      }
    },
  }),
});

/** A value of a template stands for itself: it is the same one wherever it has the same name. */
function patternOf({ pattern }: PrincipalEntry): PrincipalPattern {
  if (pattern.kind !== 'unresolved' || pattern.of !== 'AWS') return pattern;
  const text = pattern.text.map((part) => (typeof part === 'string' ? part : `<${part.name.replaceAll(':', '.')}>`)).join('');
  return parsePrincipalPattern('AWS', [text]);
}

/**
 * What a Deny has to name beside a principal to spare it: AWS may look at the account first, then at the role, and then at
 * its session. None where somebody is named of whom a template does not tell who it is.
 */
function missingBeside(spared: PrincipalPattern | undefined, named: readonly PrincipalPattern[]): readonly string[] {
  if (named.some(({ kind }) => kind === 'anyone' || kind === 'invalid')) return [];
  switch (spared?.kind) {
    case 'user':
    case 'federatedUser':
      return accountOf(spared, named);
    case 'role': {
      const sessions = named.some((other) => other.kind === 'assumedRole' && other.accountId === spared.accountId && other.roleName === spared.name);
      return [...(sessions ? [] : ['each of its sessions']), ...accountOf(spared, named)];
    }
    case 'assumedRole': {
      const role = named.some((other) => other.kind === 'role' && other.accountId === spared.accountId && other.name === spared.roleName);
      return [...(role ? [] : ['its role']), ...accountOf(spared, named)];
    }
    default:
      return [];
  }
}

function accountOf({ accountId }: { readonly accountId: string }, named: readonly PrincipalPattern[]): readonly string[] {
  return named.some((other) => other.kind === 'account' && other.accountId === accountId) ? [] : ['its account'];
}
