import { parsePattern, type Pattern } from '../model/pattern.ts';
import { defineRule, type Rule } from './rule.ts';
import { ACCESS_ANALYZER_CHECKS, PRINCIPAL_ELEMENT } from './support/aws-pages.ts';
import { traitsOf } from './support/condition-tests.ts';
import { patternSymbols, symbolsMeet, textSymbols } from './support/pattern-meet.ts';

/** The domains of services, in all partitions. Only those of Alexa end in `amazon.com`. */
const DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'aws.internal', 'c2s.ic.gov', 'sc2s.sgov.gov', 'cloud.adc-e.uk', 'csp.hci.ic.gov']
  .map((domain) => `*.${domain}`)
  .concat('alexa-*.amazon.com')
  .map(textSymbols);

const KEYS = new Set([
  'iam:passedtoservice',
  'iam:awsservicename',
  'kms:viaservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'aws:principalservicename',
  'aws:principalservicenameslist',
]);

export const rule: Rule = defineRule({
  meta: {
    id: 'service-principal-format',
    docs: {
      summary: 'names of services, as principals or in conditions, that are no service principal',
      sources: [`${PRINCIPAL_ELEMENT}#principal-services`, ACCESS_ANALYZER_CHECKS],
    },
    severity: 'error',
    presets: ['recommended', 'strict', 'access-analyzer'],
    messages: {
      format: {
        text: '`{{name}}` is no service principal: write its full name, as in `{{example}}`',
        accessAnalyzerCode: 'INVALID_SERVICE_PRINCIPAL_FORMAT',
      },
    },
  },
  create: (context) => {
    const check = (pattern: Pattern, loc: Parameters<typeof context.report>[0]['loc']): void => {
      if (DOMAINS.some((domain) => symbolsMeet(patternSymbols(pattern), domain))) return;
      const [name = ''] = pattern.text.split('.');
      const example = /^[a-z0-9-]+$/.test(name) ? `${name}.amazonaws.com` : 'ec2.amazonaws.com';
      context.report({ messageId: 'format', data: { name: pattern.text, example }, loc });
    };
    return {
      principal({ type, pattern, loc }) {
        if (type !== 'Service' || pattern.kind !== 'service' || /[*?]/.test(pattern.service)) return;
        check(parsePattern([pattern.service], { wildcards: false, variables: 'none' }), loc);
      },
      conditionValue({ pattern, loc }, test) {
        if (KEYS.has(test.key.id) && traitsOf(test).family === 'string') check(pattern, loc);
      },
    };
  },
});
