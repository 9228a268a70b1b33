import { nodeHost } from '../../../src/host/node.ts';
import type { SourceFile } from '../../../src/model/policy-source.ts';
import { fileText, readSource } from '../../../src/sources/index.ts';

/** What `init` saw of the working directory. */
export interface Repository {
  /** Files with policies, by path; what the CDK synthesized is not among them. */
  readonly sources: readonly SourceFile[];
  /** The manifest that `cdk synth` writes, where this is an application of the CDK. */
  readonly cdkManifest?: string;
  /** There are Terraform files, which are not read, and no plan of them, which would be. */
  readonly lacksPlan: boolean;
}

export async function lookAround(): Promise<Repository> {
  const assembly = assemblyFolder();
  const { paths } = await nodeHost.findFiles('**/*.{json,yaml,yml}');
  const outside = paths.filter((path) => assembly === undefined || !path.startsWith(`${assembly}/`));
  const sources = outside.sort().flatMap(read);
  const terraform = (await nodeHost.findFiles('**/*.tf')).paths;
  return {
    sources,
    ...(assembly === undefined ? {} : { cdkManifest: `${assembly}/manifest.json` }),
    lacksPlan: terraform.length > 0 && !sources.some(({ format }) => format === 'terraform'),
  };
}

function read(path: string): readonly SourceFile[] {
  const text = textOf(path);
  const source = text === undefined ? undefined : readSource(path, text);
  return source?.recognized === true ? [source] : [];
}

/** Where the CDK writes to: `cdk.out`, unless `cdk.json` says otherwise. */
function assemblyFolder(): string | undefined {
  const settings = textOf('cdk.json');
  if (settings === undefined) return nodeHost.kindOf('cdk.out/manifest.json') === 'file' ? 'cdk.out' : undefined;
  return (/"output"\s*:\s*"([^"\\]+)"/.exec(settings)?.[1] ?? 'cdk.out').replace(/^\.\/|\/+$/g, '');
}

function textOf(path: string): string | undefined {
  try {
    return fileText(nodeHost.readFile(path));
  } catch {
    return undefined;
  }
}
