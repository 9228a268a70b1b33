import { expect, it } from 'vitest';
import { managedPolicy, managedPolicyNames } from '../../src/reference/managed-policies.ts';
import { hasService } from '../../src/reference/services.ts';
import { StatementView } from '../../src/rules/support/statement-view.ts';
import { UNDOCUMENTED_SERVICES } from '../../src/rules/support/undocumented-services.ts';
import { sourceOf } from './rule-tester.ts';

it('the undocumented services are those of managed policies that the reference does not have', () => {
  const found = new Set<string>();
  for (const name of managedPolicyNames()) {
    const { policy } = sourceOf(JSON.stringify(managedPolicy(name)?.document));
    for (const statement of policy?.statements ?? []) {
      for (const { service } of policy === undefined ? [] : new StatementView(policy, statement).actions) {
        if (service !== undefined && !/[*?]/.test(service) && !hasService(service)) found.add(service);
      }
    }
  }
  expect([...found].sort()).toEqual([...UNDOCUMENTED_SERVICES]);
});
