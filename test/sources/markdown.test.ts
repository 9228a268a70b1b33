import { lintText } from 'policy-lint';
import { expect, test } from 'vitest';

const JSON_POLICY = '{\n  "Version": "2012-10-17",\n  "Statement": { "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" }\n}\n';
const YAML_POLICY = 'Version: "2012-10-17"\nStatement:\n  - Effect: Allow\n    Action: s3:GetObjekt\n    Resource: "*"\n';

const behind = (prefix: string, text: string): string => text.replaceAll(/^/gm, prefix).slice(0, -prefix.length);

/** Where the wrong action is found, by what the text has there. */
function found(text: string): readonly string[] {
  const { findings } = lintText(text, { path: 'a.md' });
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return findings.map(({ ruleId, start, end }) => (ruleId === 'invalid-file' ? ruleId : `${ruleId} ${start.line}: ${(lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1)}`));
}

// https://spec.commonmark.org/0.31.2/#fenced-code-blocks
test.each<[string, string, readonly number[]]>([
  ['a block', `text\n\n\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [6]],
  ['lines that end as on Windows', `text\r\n\r\n\`\`\`yaml\r\n${YAML_POLICY.replaceAll('\n', '\r\n')}\`\`\`\r\n`, [7]],
  ['a byte order mark', `\uFEFF\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [4]],
  ['tildes, and more at the end', `~~~ JSON title="a\`b"\n${JSON_POLICY}~~~~~\n\n~~~yml\n${YAML_POLICY}~~~\n`, [4, 12]],
  ['Pandoc\'s attributes', `\`\`\`{.yaml .numberLines}\n${YAML_POLICY}\`\`\`\n`, [5]],
  ['lists', `- a\n  1. b\n\n     \`\`\`json\n${behind('     ', JSON_POLICY)}     \`\`\`\n- \`\`\`yaml\n${behind('  ', YAML_POLICY)}  \`\`\`\n`, [7, 14]],
  ['a list that is indented by tabs', `-\ta\n\n\t\`\`\`yaml\n${behind('\t', YAML_POLICY)}\t\`\`\`\n`, [7]],
  ['quotes, which end what is open in them', `> \`\`\`json\n${behind('> ', JSON_POLICY)}> \`\`\`\n\n> > \`\`\`yaml\n${behind('> > ', YAML_POLICY)}\n\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [4, 12, 18]],
  ['no end', `\`\`\`json\n${JSON_POLICY}`, [4]],
  ['a shorter fence inside, and one of the other kind', `\`\`\`\`yaml\n# \`\`\`\n# ~~~~\n${YAML_POLICY}\`\`\`\`\n\n\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [7, 14]],
  ['code of Markdown, which is text', `\`\`\`\`md\n\`\`\`json\n${JSON_POLICY}\`\`\`\n\`\`\`\`\n\n\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [13]],
  ['backticks that are no fence', `\`\`\` json \`\`\`\n${JSON_POLICY}\n\`\`\`json\n${JSON_POLICY}\`\`\`\n`, [10]],
])('policies are found in their places in Markdown with %s', (_name, text, lines) => {
  const action = text.includes('yaml') || text.includes('yml') ? /^unknown-action (\d+): "?s3:GetObjekt"?$/ : /^unknown-action (\d+): "s3:GetObjekt"$/;
  const places = found(text);
  for (const place of places) expect(place).toMatch(action);
  expect(places.map((place) => Number(action.exec(place)?.[1]))).toEqual(lines);
});

test('a block that is no JSON does not hide the next one, and blocks of other languages are none', () => {
  const places = found(`\`\`\`json\n{ "Statement": [...] }\n\`\`\`\n\n\`\`\`json\n${JSON_POLICY}\`\`\`\n\n\`\`\`json5\n${JSON_POLICY}\`\`\`\n\n\`\`\`\n${JSON_POLICY}\`\`\`\n`);
  expect(places).toContainEqual(expect.stringMatching(/^policy-syntax 2: /));
  expect(places.filter((place) => place.startsWith('unknown-action'))).toEqual(['unknown-action 8: "s3:GetObjekt"']);
  expect(found('```json\n{ "a": 1 }\n```\n')).toEqual(['invalid-file']);
});
