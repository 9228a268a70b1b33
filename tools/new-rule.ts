/**
 * Writes the rule, the test and the page of a new rule, and lists it: `npm run new-rule <id>`. The
 * page's examples fail in `test/rules/parity.test.ts` until they are filled in.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const id = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  console.error('usage: npm run new-rule <id>, the ID in kebab case');
  process.exit(2);
}

const root = fileURLToPath(new URL('..', import.meta.url));
const files: Readonly<Record<string, string>> = {
  [`${root}src/rules/${id}.ts`]: `import { defineRule, type Rule } from './rule.ts';

export const rule: Rule = defineRule({
  meta: {
    id: '${id}',
    docs: {
      summary: 'statements that …',
      sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/'],
    },
    severity: 'warning',
    presets: ['recommended', 'strict'],
    messages: {
      found: { text: '\`{{value}}\` …: write … instead' },
    },
  },
  create: (context) => ({
    statement({ statement }) {
      context.report({ messageId: 'found', data: { value: statement.effect }, loc: statement.effectLoc });
    },
  }),
});
`,
  [`${root}test/rules/${id}.test.ts`]: `import { rule } from '../../src/rules/${id}.ts';
import { testRule } from './rule-tester.ts';

testRule(rule, {
  valid: [{ policy: { Version: '2012-10-17', Statement: [] } }],
  invalid: [
    {
      policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] },
      findings: [{ messageId: 'found', at: '"Allow"' }],
    },
  ],
});
`,
  [`${root}docs/rules/${id}.md`]: `# \`${id}\`

<!-- begin generated -->
<!-- end generated -->

## What it finds

## Avoid

\`\`\`json
\`\`\`

## Prefer

\`\`\`json
\`\`\`

## Why

## Options

None.

## Sources

- 
`,
};

const taken = Object.keys(files).filter((file) => existsSync(file));
if (taken.length > 0) {
  console.error(`already there: ${taken.join(', ')}`);
  process.exit(2);
}
for (const [file, content] of Object.entries(files)) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(file.slice(root.length));
}
for (const tool of ['build-rules-index', 'build-rule-docs']) {
  execFileSync(process.execPath, ['--import', 'tsx', `${root}tools/${tool}.ts`], { cwd: root, stdio: 'inherit' });
}
