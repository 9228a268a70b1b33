import { writeFileSync } from 'node:fs';
import { describeIoError } from '../../src/host/io-error.ts';
import { nodeHost } from '../../src/host/node.ts';
import type { SourceFile } from '../../src/model/policy-source.ts';
import { readSource } from '../../src/sources/index.ts';
import { ExitCode } from '../exit-code.ts';
import { findConfig } from '../find-config.ts';
import { UsageError } from '../usage-error.ts';

const CONFIG = 'policy-lint.config.yaml';
const INTENTS = 'policy-lint.intents.yaml';

/** Looks for policies and templates below the working directory, and writes files that fit them. */
export async function init(): Promise<number> {
  const existing = findConfig(process.cwd());
  if (existing !== undefined) throw new UsageError(`there is a configuration already: \`${existing}\``);
  const sources = await findSources();
  write(CONFIG, configText(globsFor(sources.map(({ path }) => path))));
  const written = [CONFIG];
  if (nodeHost.kindOf(INTENTS) === 'missing') {
    write(INTENTS, intentsText(sources));
    written.push(INTENTS);
  }
  const found = sources.length === 1 ? '1 file with policies' : `${sources.length} files with policies`;
  process.stdout.write(`found ${found}; wrote ${written.map((name) => `\`${name}\``).join(' and ')}\n`);
  return ExitCode.clean;
}

async function findSources(): Promise<readonly SourceFile[]> {
  const { paths } = await nodeHost.findFiles('**/*.{json,yaml,yml}');
  return [...paths].sort().flatMap((path) => {
    try {
      const source = readSource(path, new TextDecoder().decode(nodeHost.readFile(path)));
      return source.recognized ? [source] : [];
    } catch {
      return [];
    }
  });
}

/** A glob for each folder of the first level, the paths of the files beside them. */
function globsFor(paths: readonly string[]): readonly string[] {
  const endings = new Map<string, Set<string>>();
  const globs: string[] = [];
  for (const path of paths) {
    const slash = path.indexOf('/');
    if (slash === -1) globs.push(path);
    else {
      const folder = path.slice(0, slash);
      endings.set(folder, (endings.get(folder) ?? new Set()).add(path.slice(path.lastIndexOf('.') + 1)));
    }
  }
  for (const [folder, found] of endings) {
    const list = [...found].sort();
    globs.push(`${escapeGlob(folder)}/**/*.${list.length === 1 ? (list[0] ?? '') : `{${list.join(',')}}`}`);
  }
  return globs;
}

function escapeGlob(folder: string): string {
  return folder.replace(/[*?{}[\]()!+@\\]/g, '\\$&');
}

function configText(globs: readonly string[]): string {
  const files = globs.length === 0 ? 'files: []\n' : `files:\n${globs.map((glob) => `  - ${JSON.stringify(glob)}\n`).join('')}`;
  return `# What policy-lint checks in this repository, and how. Options of the command go over it.

# recommended: what is nearly always a mistake; strict: also what is often meant; access-analyzer: what IAM Access
# Analyzer reports.
preset: recommended

# What \`policy-lint\` lints when it is given no files.
${files}
# Files that are passed over.
# ignores:
#   - "**/generated/**"

# off, error, security, warning or suggestion; \`policy-lint rules\` lists the rules.
# rules:
#   missing-version: error

# Values of template parameters. What is not bound may have any value.
# parameters:
#   AWS::Region: eu-west-1
`;
}

function intentsText(sources: readonly SourceFile[]): string {
  const [first] = sources.flatMap(({ principals }) => principals);
  const name = first?.id ?? 'DeployRole';
  return `# What policies are for. Each intent is proved for all requests, or refuted with one.
# Take the \`[]\` away and the marks of the lines that fit.
targets: []
#  - principal: ${JSON.stringify(name)}
#    intents:
#      - name: stays in one Region
#        regions: [eu-west-1]
#      - name: can't give itself more
#        noPrivilegeEscalation: true
#      - name: leaves users alone
#        never: { Action: ["iam:CreateUser", "iam:DeleteUser"] }
`;
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`can't write \`${path}\`: ${describeIoError(error)}`);
  }
}
