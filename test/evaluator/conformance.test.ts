import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluator/index.ts';
import type { AccessRequest } from '../../src/model/access-request.ts';
import type { Decision } from '../../src/model/evaluation.ts';
import type { PolicySet } from '../../src/model/policy-set.ts';

interface Case {
  readonly name: string;
  readonly source?: string;
  readonly says: string;
  readonly policies: PolicySet;
  readonly request: AccessRequest;
  readonly expected: Decision;
  readonly open?: boolean;
}

interface Topic {
  readonly topic: string;
  readonly source: string;
  readonly cases: readonly Case[];
}

const folder = new URL('../../fixtures/conformance/', import.meta.url);
const topics = readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'open-points.json')
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Topic);

describe('conformance with the AWS documentation', () => {
  it('has its cases', () => {
    expect(topics.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(400);
  });

  describe.each(topics)('$topic', ({ source, cases }) => {
    it.each(cases)('$name', ({ policies, request, expected, says, source: own }) => {
      const evaluation = evaluate(policies, request);
      // Values that nothing compares with are reported, too; those have no place in the grammar's errors.
      expect(evaluation.errors.filter(({ source: error }) => error !== undefined)).toEqual([]);
      expect(evaluation.decision, `${says} (${own ?? source})`).toBe(expected);
    });
  });
});
