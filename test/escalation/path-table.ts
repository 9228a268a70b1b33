import type { EscalationPath } from '../../src/escalation/index.ts';

/** The table of docs/escalation.md: each path with its calls and the catalogue rows that it covers. */
export function pathTable(paths: readonly EscalationPath[]): string {
  const rows = paths.map(({ id, title, steps, catalogue }) => {
    const calls = steps.map(({ action, by }) => (by === undefined ? `\`${action}\`` : `\`${action}\` by ${by === 'outsider' ? 'another account' : `\`${by.service}\``}`));
    return `| \`${id}\` | ${title} | ${calls.join(', ')} | ${catalogue.join(', ')} |`;
  });
  return ['| path | what it does | calls | catalogue rows |', '| --- | --- | --- | --- |', ...rows].join('\n') + '\n';
}
