import { defineRule, type Rule } from './rule.ts';
import { CONDITION_OPERATORS, GLOBAL_CONDITION_KEYS } from './support/aws-pages.ts';
import { knownValues, traitsOf } from './support/condition-tests.ts';

/** Keys that exist to tell who or what is meant from the rest, which lacks them. */
const DECIDING =
  /^(?:aws:(?:resourcetag\/.*|principaltag\/.*|principalorgid|principalorgpaths|sourcearn|sourceaccount|sourceorgid|sourcevpc|sourcevpce|vpcsourceip|sourceidentity|ec2instancesourcevpc)|[a-z0-9-]+:resourcetag\/.*|sts:externalid|sts:sourceidentity)$/;

export const rule: Rule = defineRule({
  meta: {
    id: 'if-exists-decides',
    docs: {
      summary: '`IfExists` in an Allow on the very key that should keep others out, and conditions on MFA that miss access keys',
      sources: [`${CONDITION_OPERATORS}#Conditions_IfExists`, `${GLOBAL_CONDITION_KEYS}#condition-keys-multifactorauthpresent`],
    },
    severity: 'security',
    presets: ['recommended', 'strict'],
    messages: {
      absent: { text: 'with `IfExists`, whatever has no `{{key}}` at all is allowed too: write `{{wanted}}`' },
      mfaAllow: { text: 'requests signed with an access key have no `{{key}}`, and `IfExists` lets them in without MFA: write `Bool`' },
      mfaDeny: { text: 'requests signed with an access key have no `{{key}}`, so this does not deny them: write `BoolIfExists`' },
    },
  },
  create: (context) => ({
    condition(test, { statement: { effect } }) {
      const { operator, operatorText, operatorLoc, key } = test;
      if (key.id === 'aws:multifactorauthpresent') {
        if (operator.name !== 'Bool') return;
        const [value] = knownValues(test);
        if (effect === 'Allow' && operator.ifExists && value === 'true') context.report({ messageId: 'mfaAllow', data: { key: key.text }, loc: operatorLoc });
        if (effect === 'Deny' && !operator.ifExists && value === 'false') context.report({ messageId: 'mfaDeny', data: { key: key.text }, loc: operatorLoc });
        return;
      }
      if (effect !== 'Allow' || !operator.ifExists || operator.setOperator !== undefined || traitsOf(test).negated) return;
      if (!DECIDING.test(key.id)) return;
      context.report({ messageId: 'absent', data: { key: key.text, wanted: operatorText.replace(/IfExists$/i, '') }, loc: operatorLoc });
    },
  }),
});
