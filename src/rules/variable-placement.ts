import { OPERATORS } from '../model/condition-operator.ts';
import { member } from '../model/located.ts';
import type { Location } from '../model/location.ts';
import type { Pattern } from '../model/pattern.ts';
import { hasVariables } from '../model/policy.ts';
import { conditionKey } from '../reference/condition-keys.ts';
import { defineRule, type Rule } from './rule.ts';
import { looksLikePolicyVariable, mayHaveVariable, variablesOf, writtenPattern, writtenText } from './support/variable-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'variable-placement',
    docs: {
      summary: 'policy variables where AWS takes them literally',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      element: {
        text: '`{{variable}}` is taken literally in `{{element}}`: policy variables work in resources and in the values of conditions',
        accessAnalyzerCode: 'VARIABLE_UNSUPPORTED_IN_ELEMENT',
      },
      version: {
        text: '`{{variable}}` is taken literally, for policy variables need `"Version": "2012-10-17"`',
        accessAnalyzerCode: 'VARIABLE_UNSUPPORTED_IN_VERSION',
      },
      operator: {
        text: '`{{variable}}` is no value for `{{operator}}`: policy variables work with the String and Arn operators',
        accessAnalyzerCode: 'INVALID_VARIABLE_FOR_OPERATOR',
      },
      multivalued: {
        text: '`{{key}}` has several values, and only a key with one can be a policy variable: this {{what}} never matches; write a condition on the key',
        severity: 'warning',
      },
      arnField: {
        text: '`{{variable}}` is taken literally in front of the fifth colon of an ARN: write `*` in the field, and limit it with a condition',
        severity: 'warning',
      },
    },
  },
  create: (context) => {
    const versionIsKnown = member(context.source.node, 'Version') === undefined || context.source.policy?.version !== undefined;
    const variableIn = (text: string): string | undefined => variablesOf(text).find((found) => looksLikePolicyVariable(found.text))?.text;
    const reportMultivalued = ({ parts }: Pattern, loc: Location, what: string): void => {
      const found = parts.find((part) => part.kind === 'variable' && part.default === undefined && conditionKey(part.key)?.multivalued === true);
      if (found?.kind === 'variable') context.report({ messageId: 'multivalued', data: { key: found.key, what }, loc });
    };
    return {
      action({ entry }, { statement }) {
        if (!mayHaveVariable(entry.pattern)) return;
        const variable = variableIn(writtenPattern(entry.pattern));
        if (variable !== undefined) context.report({ messageId: 'element', data: { variable, element: statement.action.kind }, loc: entry.loc });
      },
      principal(entry, { statement }) {
        const variable = entry.pattern.kind === 'unresolved' ? variableIn(writtenText(entry.pattern.text)) : variableIn(entry.text);
        if (variable === undefined) return;
        context.report({ messageId: 'element', data: { variable, element: statement.principal?.kind ?? 'Principal' }, loc: entry.loc });
      },
      resource({ entry, misplacedVariable }, { policy }) {
        if (!mayHaveVariable(entry.pattern)) return;
        const variable = variableIn(writtenPattern(entry.pattern));
        if (variable === undefined || !versionIsKnown) return;
        if (!hasVariables(policy)) context.report({ messageId: 'version', data: { variable }, loc: entry.loc });
        else if (misplacedVariable) context.report({ messageId: 'arnField', data: { variable }, loc: entry.loc });
        else reportMultivalued(entry.pattern, entry.loc, 'resource');
      },
      conditionValue(value, test, { policy }) {
        if (!mayHaveVariable(value.pattern)) return;
        const variable = variableIn(writtenText(value.text));
        if (variable === undefined || !versionIsKnown) return;
        const { family } = OPERATORS[test.operator.name];
        if (family !== 'string' && family !== 'arn') {
          context.report({ messageId: 'operator', data: { variable, operator: test.operatorText }, loc: value.loc });
        } else if (!hasVariables(policy)) context.report({ messageId: 'version', data: { variable }, loc: value.loc });
        else reportMultivalued(value.pattern, value.loc, 'value');
      },
    };
  },
});
