import type { BakedHandlers } from './baked.ts';
import { readBaked, rememberedOnce } from './data.ts';
import type { HandlerOperation, HandlerPermissions } from './types.ts';

const handlers = rememberedOnce((): BakedHandlers => readBaked('handlers'));

const types = rememberedOnce<readonly string[]>(() => Object.keys(handlers().types));

const letters: readonly (readonly [HandlerOperation, string])[] = [
  ['create', 'c'],
  ['read', 'r'],
  ['update', 'u'],
  ['delete', 'd'],
  ['list', 'l'],
];

/** The CloudFormation resource types that are known, sorted. */
export function handlerTypes(): readonly string[] {
  return types();
}

/** What CloudFormation needs to handle a resource type: `AWS::S3::Bucket`, as it is written. */
export function handlerPermissions(type: string): HandlerPermissions | undefined {
  const baked = handlers();
  const entry = Object.hasOwn(baked.types, type) ? baked.types[type] : undefined;
  if (entry === undefined) return undefined;
  const [operations, tagPermissions, primaryIdentifier, arnTemplate] = entry;
  const named = (positions: readonly number[]): readonly string[] => positions.flatMap((position) => baked.permissions[position] ?? []);
  return {
    type,
    operations:
      operations === 0
        ? undefined
        : Object.fromEntries(letters.flatMap(([operation, letter]) => {
            const positions = operations[letter];
            return positions === undefined ? [] : [[operation, named(positions)]];
          })),
    tagPermissions: named(tagPermissions),
    primaryIdentifier,
    arnTemplate: arnTemplate === 0 ? undefined : arnTemplate,
  };
}
