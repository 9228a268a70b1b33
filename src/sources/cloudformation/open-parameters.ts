import { member } from '../../model/located.ts';
import { keyOfConditions, type ConditionAssumption, type OpenParameters } from '../../model/policy-source.ts';
import type { TextPart } from '../../model/unknown-value.ts';
import type { TemplateContext } from './create-resolver.ts';
import { formulaText } from './formula.ts';
import { isStored, unboundParameter } from './parameters.ts';
import { plainText } from './template.ts';
import { toldBy, type Formulas } from './world.ts';

interface Form {
  readonly when?: readonly ConditionAssumption[];
}

/** The parameters of a template that have no value, and what the conditions of these forms tell of them. */
export function openParameters(forms: readonly Form[], { template, bound }: TemplateContext, formulas: Formulas): OpenParameters | undefined {
  const declared = new Map([...template.parameters].flatMap(([name, node]) => (bound.has(name) && !isStored(plainText(member(node, 'Type')) ?? 'String') ? [] : [[name, unboundParameter(name, node)] as const])));
  if (declared.size === 0) return undefined;
  const under = new Map<string, ReadonlyMap<string, TextPart>>();
  for (const { when = [] } of forms) {
    const key = keyOfConditions(when);
    if (!under.has(key)) under.set(key, toldBy(when, [...declared.values()], formulas));
  }
  const named = new Set(forms.flatMap(({ when = [] }) => when.map(({ condition }) => condition)));
  const conditions = new Map([...named].flatMap((name) => (template.conditions.has(name) ? [[name, formulaText(formulas(name))] as const] : [])));
  return { declared, under, conditions };
}
