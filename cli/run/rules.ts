import { referenceDate, serviceNames } from '../../src/reference/index.ts';
import { rules as allRules } from '../../src/rules/index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { nearest } from '../../src/model/parse/nearest.ts';
import type { RulesCommandOptions } from '../commands/rules.ts';
import { rulePage } from '../rule-page.ts';
import { UsageError } from '../usage-error.ts';

/** Prints the list of rules, one rule's page, or the date of the reference data. */
export function rules(id: string | undefined, options: RulesCommandOptions): void {
  if (options.reference === true) print(referenceText(options.format === 'json'));
  else if (id !== undefined) print(options.format === 'json' ? JSON.stringify(describe(find(id)), undefined, 2) : page(find(id)));
  else if (options.format === 'json') print(JSON.stringify(allRules.map(describe), undefined, 2));
  else print(listText());
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

function find(id: string): Rule {
  const rule = allRules.find((candidate) => candidate.meta.id === id);
  if (rule !== undefined) return rule;
  const hint = nearest(
    id,
    allRules.map((candidate) => candidate.meta.id),
  );
  throw new UsageError(`there is no rule \`${id}\`${hint === undefined ? ': `policy-lint rules` lists them' : `, did you mean \`${hint}\`?`}`);
}

function describe({ meta }: Rule): object {
  const { id, severity, docs, presets, policyTypes, fixable } = meta;
  return { id, severity, summary: docs.summary, presets, policyTypes: policyTypes ?? 'all', fixable: fixable ?? false, sources: docs.sources };
}

function listText(): string {
  const idWidth = Math.max(...allRules.map((rule) => rule.meta.id.length));
  return allRules.map(({ meta }) => `${meta.id.padEnd(idWidth)}  ${meta.severity.padEnd(10)}  ${meta.docs.summary}`).join('\n');
}

function page({ meta }: Rule): string {
  return rulePage(meta.id) ?? `${meta.id} (${meta.severity}): ${meta.docs.summary}`;
}

function referenceText(asJson: boolean): string {
  const date = referenceDate();
  const services = serviceNames().length;
  if (asJson) return JSON.stringify({ ...date, services }, undefined, 2);
  return [
    `${services} services, their actions and condition keys: ${date.iamData}`,
    `AWS managed policies: ${date.managedPolicies}`,
    `CloudFormation resource types: ${date.cloudformation}`,
  ].join('\n');
}
