import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globMatcher } from '../../src/reference/glob.ts';
import { actionExists, actionSummaries, arnPatternsOf, expandAction, resourceTypesOf, service, serviceNames } from '../../src/reference/index.ts';

const everyAction = serviceNames().flatMap((prefix) => Array.from(service(prefix)?.actions.values() ?? [], ({ name }) => `${prefix}:${name}`));

/** A second, slower way to say which actions a pattern stands for. */
function slowly(pattern: string): readonly string[] {
  const source = Array.from(pattern, (character) =>
    character === '*' ? '.*' : character === '?' ? '.' : character.replaceAll(/[\\^$.|+()[\]{}/-]/g, '\\$&'),
  );
  const expression = new RegExp(`^${source.join('')}$`, 'is');
  return everyAction.filter((name) => expression.test(name));
}

describe('expandAction', () => {
  it('gives all actions for `*`, by service and name', () => {
    expect(everyAction.length).toBeGreaterThan(20_000);
    expect(expandAction('*')).toEqual(everyAction);
    expect(expandAction('*:*')).toEqual(everyAction);
  });

  it.each([
    ['s3:GetObject', ['s3:GetObject']],
    ['S3:GETOBJECT', ['s3:GetObject']],
    ['iam:Pass*', ['iam:PassRole']],
    ['?am:passrol?', ['iam:PassRole', 'ram:PassRole'].filter((name) => everyAction.includes(name))],
    ['s3:', []],
    ['s3', []],
    ['', []],
    ['nosuch:*', []],
    ['s3:Get:*', []],
    ['constructor:*', []],
    ['__proto__:*', []],
  ])('%j gives %j', (pattern, expected) => {
    expect(expandAction(pattern)).toEqual(expected);
  });

  it.each(['*:Get*', 's3*:Put*', '*role*', '*:*', '?3:*Acl', 'iam*', '*s', '*:?????', 'ec2:*n*s*', 's3:*', '**:**pass**'])('%j gives what a scan finds', (pattern) => {
    expect(expandAction(pattern)).toEqual(slowly(pattern));
    expect(actionExists(pattern)).toBe(slowly(pattern).length > 0);
  });

  it('gives what a scan finds for any pattern made from an action', () => {
    const patternOf = fc
      .tuple(fc.constantFrom(...everyAction), fc.array(fc.tuple(fc.nat(), fc.constantFrom('*', '?', '**', '*?')), { maxLength: 4 }), fc.boolean())
      .map(([name, edits, upper]) => {
        let pattern = upper ? name.toUpperCase() : name;
        for (const [at, wildcard] of edits) {
          const start = at % (pattern.length + 1);
          pattern = pattern.slice(0, start) + wildcard + pattern.slice(start + (at % 3));
        }
        return pattern;
      });
    fc.assert(
      fc.property(patternOf, (pattern) => {
        expect(expandAction(pattern)).toEqual(slowly(pattern));
        expect(actionExists(pattern)).toBe(slowly(pattern).length > 0);
      }),
      { numRuns: 60 },
    );
  });

  it('does not slow down on many wildcards', () => {
    expect(actionExists(`${'*a'.repeat(40)}Z`)).toBe(false);
    expect(actionExists(`*:${'*e'.repeat(200)}`)).toBe(false);
  });
});

describe('actionSummaries', () => {
  it('say what the services themselves say', () => {
    for (const prefix of ['s3', 'iam', 'ec2', 'vpc-lattice']) {
      const own = Array.from(service(prefix)?.actions.values() ?? [], ({ name, accessLevel, resourceTypes }) => ({ action: `${prefix}:${name}`, accessLevel, onlyWildcard: resourceTypes.length === 0 }));
      expect(own.length).toBeGreaterThan(0);
      expect(actionSummaries(`${prefix}:*`)).toEqual(own);
    }
  });

  it.each(['nosuch:*', 'constructor:*', '__proto__:A', 'iam:NoSuchAction'])('%j has none', (pattern) => {
    expect(actionSummaries(pattern)).toEqual([]);
  });

  it('say the level, and whether only `*` can be granted', () => {
    expect(actionSummaries('iam:ListRoles')).toEqual([{ action: 'iam:ListRoles', accessLevel: 'List', onlyWildcard: true }]);
    expect(actionSummaries('iam:PassRole')).toEqual([{ action: 'iam:PassRole', accessLevel: 'Write', onlyWildcard: false }]);
  });
});

describe('resource types of an action', () => {
  it('come with their ARN templates', () => {
    expect(resourceTypesOf('iam:getrole').map(({ name }) => name)).toEqual(['role']);
    expect(arnPatternsOf('iam:GetRole')).toEqual(['arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}']);
    expect(arnPatternsOf('s3:ListBucket')).toContain('arn:${Partition}:s3:::${BucketName}');
  });

  it.each(['iam:ListRoles', 'iam:NoSuchAction', 'nosuch:Action', 's3:*', ''])('%j has none', (full) => {
    expect(resourceTypesOf(full)).toEqual([]);
    expect(arnPatternsOf(full)).toEqual([]);
  });

  it('keep several templates of one type apart', () => {
    const bot = service('lex')?.resourceTypes.get('bot');
    expect(bot?.arnPatterns).toEqual(['arn:${Partition}:lex:${Region}:${Account}:bot/${BotId}', 'arn:${Partition}:lex:${Region}:${Account}:bot:${BotName}']);
  });
});

describe('globMatcher', () => {
  it('agrees with a regular expression', () => {
    const small = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(small, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
        expect(globMatcher(pattern)(text)).toBe(expression.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
