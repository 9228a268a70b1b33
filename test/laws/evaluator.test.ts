import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, evaluate } from '../../src/evaluator/index.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Decision } from '../../src/model/evaluation.ts';
import type { PolicyDocument, StatementDocument } from '../../src/model/generated/policy-document.generated.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';
import { document, policySet, request } from '../oracle/arbitrary.ts';

type Set = PolicySet<PolicyDocument>;

const requests = fc.array(request, { minLength: 6, maxLength: 6 });
const runs = { numRuns: 500 };

function statementsOf({ Statement }: PolicyDocument): readonly StatementDocument[] {
  return [Statement].flat();
}

function decisions(policies: Set, all: readonly AccessRequest[]): readonly Decision[] {
  const compiled = compile(policies);
  return all.map((one) => compiled.evaluate(one).decision);
}

/** Every document of the set, changed. */
function mapDocuments(set: Set, change: (policy: PolicyDocument) => PolicyDocument, order: <Item>(items: readonly Item[]) => readonly Item[] = (items) => items): Set {
  const { permissionsBoundary, resourcePolicy, vpcEndpointPolicy, identityPolicies, sessionPolicies, serviceControlPolicies, resourceControlPolicies } = set;
  const many = (policies: readonly PolicyDocument[]): readonly PolicyDocument[] => order(policies).map(change);
  return {
    ...(identityPolicies === undefined ? {} : { identityPolicies: many(identityPolicies) }),
    ...(sessionPolicies === undefined ? {} : { sessionPolicies: many(sessionPolicies) }),
    ...(permissionsBoundary === undefined ? {} : { permissionsBoundary: change(permissionsBoundary) }),
    ...(resourcePolicy === undefined ? {} : { resourcePolicy: change(resourcePolicy) }),
    ...(vpcEndpointPolicy === undefined ? {} : { vpcEndpointPolicy: change(vpcEndpointPolicy) }),
    ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies: serviceControlPolicies.map(many) }),
    ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies: resourceControlPolicies.map(many) }),
  };
}

describe('laws of evaluation', () => {
  it('denies by default: without an Allow nothing is allowed, but to the root user', () => {
    fc.assert(
      fc.property(policySet, requests, (policies, all) => {
        const denying = mapDocuments(policies, (policy) => ({ ...policy, Statement: statementsOf(policy).filter(({ Effect }) => Effect === 'Deny') }));
        for (const one of all) {
          if (typeof one.principal === 'string' && one.principal.endsWith(':root')) continue;
          expect(evaluate(denying, one).decision).not.toBe('allowed');
        }
      }),
      runs,
    );
  });

  it('lets a Deny override every Allow', () => {
    fc.assert(
      fc.property(policySet, requests, (policies, all) => {
        const deny = { Statement: { Effect: 'Deny', Action: '*', Resource: '*' } } as const;
        const denied = { ...policies, identityPolicies: [...(policies.identityPolicies ?? []), deny] };
        expect(new Set(decisions(denied, all))).toEqual(new Set(['explicitDeny']));
      }),
      runs,
    );
  });

  it('does not depend on the order of statements and policies', () => {
    fc.assert(
      fc.property(policySet, requests, (policies, all) => {
        const reversed = mapDocuments(policies, (policy) => ({ ...policy, Statement: [...statementsOf(policy)].reverse() }), (items) => [...items].reverse());
        expect(decisions(reversed, all)).toEqual(decisions(policies, all));
      }),
      runs,
    );
  });

  it('does not depend on duplicates', () => {
    fc.assert(
      fc.property(policySet, requests, (policies, all) => {
        const doubled = mapDocuments(policies, (policy) => ({ ...policy, Statement: [...statementsOf(policy), ...statementsOf(policy)] }), (items) => [...items, ...items]);
        expect(decisions(doubled, all)).toEqual(decisions(policies, all));
      }),
      runs,
    );
  });

  it('never takes access away with one Allow more', () => {
    fc.assert(
      fc.property(policySet, document('identity'), document('resource'), requests, (policies, identity, resource, all) => {
        const allows = (policy: PolicyDocument): readonly StatementDocument[] => statementsOf(policy).filter(({ Effect }) => Effect === 'Allow');
        const more: Set = {
          ...policies,
          identityPolicies: [...(policies.identityPolicies ?? []), { ...identity, Statement: allows(identity) }],
          ...(policies.resourcePolicy === undefined
            ? {}
            : { resourcePolicy: { ...policies.resourcePolicy, Statement: [...statementsOf(policies.resourcePolicy), ...allows(resource)] } }),
        };
        // Saying that there are identity policies, and which, is more than leaving the question out.
        fc.pre(policies.identityPolicies !== undefined);
        const before = decisions(policies, all);
        const after = decisions(more, all);
        for (const [index, decision] of before.entries()) if (decision === 'allowed') expect(after[index]).toBe('allowed');
      }),
      runs,
    );
  });

  it('never gives access with one Deny more', () => {
    fc.assert(
      fc.property(policySet, document('identity'), requests, (policies, extra, all) => {
        fc.pre(policies.identityPolicies !== undefined);
        const denies = { ...extra, Statement: statementsOf(extra).filter(({ Effect }) => Effect === 'Deny') };
        const before = decisions(policies, all);
        const after = decisions({ ...policies, identityPolicies: [...(policies.identityPolicies ?? []), denies] }, all);
        for (const [index, decision] of after.entries()) if (decision === 'allowed') expect(before[index]).toBe('allowed');
      }),
      runs,
    );
  });

  it('answers the same with and without an explanation, and each time', () => {
    fc.assert(
      fc.property(policySet, requests, (policies, all) => {
        for (const one of all) {
          const { explanation, missingContextKeys, ...explained } = evaluate(policies, one, { explain: true });
          const plain = evaluate(policies, one);
          expect({ ...explained, missingContextKeys: [] }).toEqual(plain);
          expect(evaluate(policies, one)).toEqual(plain);
          expect(missingContextKeys).toBeDefined();
          const matching = explanation?.filter(({ outcome }) => outcome === 'matches').map(({ statement }) => statement.statement);
          for (const { statement } of plain.matchedStatements) expect(matching).toContain(statement);
        }
      }),
      runs,
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (policies, one) => {
        const evaluation = evaluate(policies as Set, one as AccessRequest);
        expect(evaluation.decision).not.toBe('allowed');
        expect(evaluation.errors.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });
});
