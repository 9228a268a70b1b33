import { describe, expect, it } from 'vitest';
import { action, hasService } from '../../src/reference/services.ts';
import { isWithdrawnService, WITHDRAWN, withdrawnOf } from '../../src/rules/support/withdrawn-actions.ts';
import { currentPackage, iamData, olderPackage } from '../../tools/reference/iam-data.ts';

describe('withdrawn actions', () => {
  const current = new Set(iamData(currentPackage, 'services.json'));
  const older = iamData(olderPackage, 'services.json');

  it('are in services that there are, and are not among their actions', () => {
    expect(Object.keys(WITHDRAWN).filter((prefix) => !hasService(prefix))).toEqual([]);
    expect(Object.keys(WITHDRAWN).flatMap(withdrawnOf).filter((name) => action(name) !== undefined)).toEqual([]);
  });

  it('are all that the older edition at hand has and the current one does not', () => {
    const gone = older.filter((prefix) => current.has(prefix)).flatMap((prefix) => {
      const known = new Set(withdrawnOf(prefix));
      return Object.values(iamData(olderPackage, `actions/${prefix}.json`))
        .map(({ name }) => `${prefix}:${name}`)
        .filter((name) => action(name) === undefined && !known.has(name));
    });
    expect(gone).toEqual([]);
  });

  it('are of services that are gone too', () => {
    expect(['application-cost-profiler', 'aws-mcp', 'supportrecommendations'].map((prefix) => [isWithdrawnService(prefix), current.has(prefix)])).toEqual(Array.from({ length: 3 }, () => [true, false]));
  });
});
