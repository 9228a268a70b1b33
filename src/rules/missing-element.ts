import { member } from '../model/located.ts';
import { defineRule, type Rule } from './rule.ts';
import { reportSourceErrors } from './support/source-errors.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'missing-element',
    docs: {
      summary: 'policies and statements without an element that they must have',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      statement: { text: '{{message}}', accessAnalyzerCode: 'MISSING_STATEMENT' },
      noStatements: { text: '`Statement` is an empty list: a policy needs at least one statement', accessAnalyzerCode: 'MISSING_STATEMENT' },
      effect: { text: '{{message}}', accessAnalyzerCode: 'MISSING_EFFECT' },
      action: { text: '{{message}}', accessAnalyzerCode: 'MISSING_ACTION' },
      resource: { text: '{{message}}', accessAnalyzerCode: 'MISSING_RESOURCE' },
      principal: { text: '{{message}}', accessAnalyzerCode: 'MISSING_PRINCIPAL' },
      resourceOfResourcePolicy: {
        text: 'the statement has neither `Resource` nor `NotResource`: name what the policy guards',
        accessAnalyzerCode: 'MISSING_RESOURCE',
      },
    },
  },
  create: (context) => ({
    ...reportSourceErrors(context, {
      'missing-statement': 'statement',
      'missing-effect': 'effect',
      'missing-action': 'action',
      'missing-resource': 'resource',
      'missing-principal': 'principal',
    }),
    policy() {
      const statements = member(context.source.node, 'Statement');
      if (statements?.kind === 'array' && statements.items.length === 0) context.report({ messageId: 'noStatements', loc: statements.loc });
    },
    statement({ statement, actions }) {
      if (context.type !== 'resource' || statement.resource !== undefined) return;
      if (actions.every(({ service }) => service !== undefined && WITHOUT_RESOURCE.has(service))) return;
      context.report({ messageId: 'resourceOfResourcePolicy', loc: statement.loc });
    },
  }),
});

/**
 * Services whose resource-based policies go without `Resource`, for the policy stands on the resource.
 *
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set(['ecr', 'ecr-public', 'elasticfilesystem']);
