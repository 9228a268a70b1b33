import { member, type LocatedNode } from '../../model/located.ts';
import type { UnknownValue } from '../../model/unknown-value.ts';
import { knownText } from '../../model/unknown-value.ts';
import { scalarText } from '../text/text-pieces.ts';
import { sameTextFormula } from './conditions.ts';
import { FALSE, isSatisfiable, type Formula } from './formula.ts';
import type { Resolver } from './resolver.ts';
import { membersOf } from './template.ts';

/**
 * What the `Rules` of a template say of its parameters: with values that break one, CloudFormation
 * deploys nothing. What can't be read of a rule excludes nothing. A rule that no values can keep, beside
 * those before it, is reported and left out.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html and
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-rules.html
 */
export function ruleFormulas(resolver: Resolver): readonly Formula[] {
  const kept: Formula[] = [];
  for (const [name, node] of resolver.template.rules) {
    const condition = member(node, 'RuleCondition');
    const assertions = member(node, 'Assertions');
    const asserted = (assertions?.kind === 'array' ? assertions.items : []).map((item) => {
      const assertion = member(item, 'Assert');
      return assertion === undefined ? open(item) : formulaOf(assertion, resolver);
    });
    const rule: Formula = { kind: 'or', of: [...(condition === undefined ? [] : [{ kind: 'not', of: formulaOf(condition, resolver) } as const]), { kind: 'and', of: asserted }] };
    if (isSatisfiable([...kept, rule])) kept.push(rule);
    else resolver.report('template-structure', `no values of the parameters keep the rule \`${name}\``, node.loc);
  }
  return kept;
}

/** May be true or false, whatever the parameters are. */
function open({ loc }: LocatedNode): Formula {
  return { kind: 'opaque', key: `rule at ${loc.pointer}` };
}

function formulaOf(node: LocatedNode, resolver: Resolver): Formula {
  const [only, ...others] = membersOf(node);
  if (only === undefined || others.length > 0) return open(node);
  const { key, value } = only;
  const operands = value.kind === 'array' ? value.items : [value];
  const [first, second] = operands;
  switch (key) {
    case 'Fn::And':
    case 'Fn::Or':
      return { kind: key === 'Fn::And' ? 'and' : 'or', of: operands.map((operand) => formulaOf(operand, resolver)) };
    case 'Fn::Not':
      return first === undefined ? open(node) : { kind: 'not', of: formulaOf(first, resolver) };
    case 'Fn::Equals': {
      const [left, right] = [textOf(first, resolver), textOf(second, resolver)];
      return left === undefined || right === undefined ? open(node) : sameTextFormula(left, right);
    }
    case 'Fn::Contains': {
      const texts = textsOf(first, resolver);
      const wanted = textOf(second, resolver);
      if (texts === undefined || wanted === undefined) return open(node);
      return texts.length === 0 ? FALSE : { kind: 'or', of: texts.map((text) => sameTextFormula([text], wanted)) };
    }
    default:
      return open(node);
  }
}

/** A text, or the value of a parameter that is none of lists. */
function textOf(node: LocatedNode | undefined, resolver: Resolver): readonly (string | UnknownValue)[] | undefined {
  const text = node === undefined ? undefined : scalarText(resolver.resolve(node));
  return text?.some((part) => typeof part !== 'string' && part.maybeList === true) === true ? undefined : text;
}

function textsOf(node: LocatedNode | undefined, resolver: Resolver): readonly string[] | undefined {
  const resolved = node === undefined ? undefined : resolver.resolve(node);
  const texts = resolved?.kind === 'array' ? resolved.items.map((item) => knownText(scalarText(item) ?? [{ name: '', reason: '', shape: { kind: 'anyText' } }])) : undefined;
  const known = texts?.filter((text) => text !== undefined);
  return known === undefined || known.length !== texts?.length ? undefined : known;
}
