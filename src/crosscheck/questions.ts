import type { JudgedIntent } from '../intents/check-intents.ts';
import { groundings } from '../intents/ground.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourceFile } from '../model/policy-source.ts';
import type { Policy } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';
import { instantiate, templateValuesOf } from '../prover/template-values.ts';
import { canonical } from './aws/exchange.ts';
import { renderDocument } from './render/render-document.ts';
import type { SimulationQuestion } from './simulate/question.ts';
import { renderedSource, rulesOn } from './validate/rules-on.ts';

/** Where the policies of a question come from. */
export interface QuestionSource {
  /** From an account: the simulator looks up the principal's policies itself. */
  readonly live: boolean;
  /** Some of them could not be read. */
  readonly incomplete: boolean;
}

/** Requests that intents speak of: the witness of a violation, and those that `atLeast` asks for. */
export function questionsOfIntents(judged: readonly JudgedIntent[], { live, incomplete }: QuestionSource): readonly SimulationQuestion[] {
  return distinct(
    judged.flatMap(({ result, variant, questions }) => {
      const { intent, target, witness, parameters } = result;
      const arn = variant.principal === undefined ? undefined : knownText(variant.principal.arn);
      const rest = {
        target: target.name,
        policies: withValues(variant.policies, parameters),
        ...(live && arn !== undefined && variant.policies.identityPolicies !== undefined ? { livePrincipal: arn } : {}),
        ...(incomplete ? { incomplete } : {}),
      };
      const asked = questions.flatMap((question) => (question.kind === 'allows' ? [question.request] : []));
      return [
        ...asked.map((request) => ({ request, origin: `asked for by \`${intent.name}\``, ...rest })),
        ...(witness === undefined ? [] : [{ request: witness, origin: `witness against \`${intent.name}\``, ...rest }]),
      ];
    }),
  );
}

/** Values of the witness for what a template leaves open, and ordinary ones for what is open still. */
function withValues(policies: PolicySet<Policy>, parameters: Readonly<Record<string, string>> = {}): PolicySet<Policy> {
  const [ordinary] = groundings([...templateValuesOf([policies]).values()]);
  return instantiate(policies, new Map([...(ordinary ?? []), ...Object.entries(parameters)]));
}

/** Requests that findings of the rules show, each decided by its policy alone. */
export function questionsOfFindings(file: SourceFile): readonly SimulationQuestion[] {
  return distinct(
    file.policies.flatMap((source) => {
      const rendering = source.type === 'identity' ? renderDocument(source.node) : undefined;
      if (rendering?.ok !== true) return [];
      const policy = renderedSource(source, rendering.document)?.policy;
      if (policy === undefined) return [];
      const { label } = source;
      return rulesOn(source, rendering.document, 'strict').flatMap(({ ruleId, witness }): readonly SimulationQuestion[] =>
        witness === undefined ? [] : [{ request: witness, origin: `shown by \`${ruleId}\``, target: label.logicalId ?? label.name, policies: { identityPolicies: [policy] } }],
      );
    }),
  );
}

/** The same request of the same target is asked once. */
function distinct(questions: readonly SimulationQuestion[]): readonly SimulationQuestion[] {
  const seen = new Set<string>();
  return questions.filter(({ request, target }) => {
    const key = `${target} ${canonical(request)}`;
    return !seen.has(key) && seen.add(key);
  });
}

