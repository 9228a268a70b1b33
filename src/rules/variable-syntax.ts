import type { Location } from '../model/location.ts';
import { hasVariables } from '../model/policy.ts';
import { OPERATORS } from '../model/condition-operator.ts';
import { defineRule, type Rule } from './rule.ts';
import { mayHaveVariable, variablesOf, writtenPattern, writtenText } from './support/variable-text.ts';

export const rule: Rule = defineRule({
  meta: {
    id: 'variable-syntax',
    docs: {
      summary: 'policy variables that are malformed, and so are taken literally',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html'],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      brace: { text: 'the policy variable `{{variable}}` has no closing brace: write `}` behind its name', accessAnalyzerCode: 'MISSING_BRACE_IN_VARIABLE' },
      quote: {
        text: "the default of the policy variable `{{variable}}` has to stand in single quotes, as in `${aws:username, 'nobody'}`",
        accessAnalyzerCode: 'MISSING_QUOTE_IN_VARIABLE',
      },
      space: { text: 'the name of the policy variable `{{variable}}` has a space: remove it', accessAnalyzerCode: 'UNSUPPORTED_SPACE_IN_VARIABLE' },
      empty: { text: 'the policy variable `{{variable}}` has no name: write one, such as `${aws:username}`', accessAnalyzerCode: 'EMPTY_VARIABLE' },
    },
  },
  create: (context) => {
    const check = (text: string, loc: Location): void => {
      for (const { text: variable, problem } of variablesOf(text)) {
        if (problem !== undefined) context.report({ messageId: problem, data: { variable }, loc });
      }
    };
    return {
      resource({ entry }, { policy }) {
        if (mayHaveVariable(entry.pattern) && hasVariables(policy)) check(writtenPattern(entry.pattern), entry.loc);
      },
      conditionValue(value, test, { policy }) {
        if (mayHaveVariable(value.pattern) && hasVariables(policy) && OPERATORS[test.operator.name].variables) check(writtenText(value.text), value.loc);
      },
    };
  },
});
